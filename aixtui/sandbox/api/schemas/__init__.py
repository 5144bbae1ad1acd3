"""What goes over the wire: JSON Schemas by name, and which of them each endpoint takes and sends."""
