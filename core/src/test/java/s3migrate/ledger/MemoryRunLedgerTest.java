package s3migrate.ledger;

class MemoryRunLedgerTest implements RunLedgerContract {

    private final MemoryRunLedger ledger = new MemoryRunLedger();

    @Override
    public RunLedger ledger() {
        return ledger;
    }
}
