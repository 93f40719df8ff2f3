package s3migrate.ledger;

class MemoryPlanLedgerTest implements PlanLedgerContract {

    private final MemoryPlanLedger ledger = new MemoryPlanLedger();

    @Override
    public PlanLedger ledger() {
        return ledger;
    }
}
