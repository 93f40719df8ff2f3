package s3migrate.ledger;

class MemoryLookLedgerTest implements LookLedgerContract {

    private final MemoryLookLedger ledger = new MemoryLookLedger();

    @Override
    public LookLedger ledger() {
        return ledger;
    }
}
