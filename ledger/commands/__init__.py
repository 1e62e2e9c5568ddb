"""What people ask the ledger to record: one module a command, each guarded by the agreement's own terms."""
