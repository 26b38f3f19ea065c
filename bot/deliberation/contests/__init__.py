"""What follows a count: objections and rulings on them, counting again, signing, standing aside."""
