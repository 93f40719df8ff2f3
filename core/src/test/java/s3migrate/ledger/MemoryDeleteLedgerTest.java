package s3migrate.ledger;

class MemoryDeleteLedgerTest implements DeleteLedgerContract {

    private final MemoryDeleteLedger ledger = new MemoryDeleteLedger();

    @Override
    public DeleteLedger ledger() {
        return ledger;
    }
}
