"""Electronic documents whose standard says where everything stands: they need no form."""
