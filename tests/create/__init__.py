"""What POST /badges/badgeMeta must do (004)."""
