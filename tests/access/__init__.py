"""Who may call the four operations (000:L17, 002:L12, 003:L25, 004:L6)."""
