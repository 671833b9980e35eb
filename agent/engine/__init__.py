"""Movement: watchers, workflows, queues, leases. The engine sees ports, never adapters."""
