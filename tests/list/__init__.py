"""What GET /badges/management/{customerId} must do (000, 001)."""
