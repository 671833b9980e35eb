"""The demo portal: an order portal as large buyers run them for their suppliers, to practise on."""
