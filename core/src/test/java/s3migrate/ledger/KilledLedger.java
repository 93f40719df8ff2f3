package s3migrate.ledger;

import java.util.List;
import java.util.Optional;

/// The ledger as a process sees it that is killed at one of its writes, with or without its effect:
/// nothing it does afterwards gets through. Serves many threads.
public final class KilledLedger implements RunLedger {

    private final RunLedger ledger;
    private final boolean effect;
    private int writesLeft;

    /// @param writes that get through before
    /// @param effect whether the write it is killed at is done
    public KilledLedger(RunLedger ledger, int writes, boolean effect) {
        this.ledger = ledger;
        this.writesLeft = writes;
        this.effect = effect;
    }

    @Override
    public Optional<RunRecord> find(String route) {
        refuseUnless(isAlive());
        return ledger.find(route);
    }

    @Override
    public List<RangeRecord> ranges(RunRecord run) {
        refuseUnless(isAlive());
        return ledger.ranges(run);
    }

    @Override
    public synchronized boolean write(List<Change> changes) {
        writesLeft--;
        boolean last = writesLeft == -1;
        if (last && effect) {
            ledger.write(changes);
        }
        refuseUnless(writesLeft >= 0);
        return ledger.write(changes);
    }

    private synchronized boolean isAlive() {
        return writesLeft >= 0;
    }

    private static void refuseUnless(boolean alive) {
        if (!alive) {
            throw new LedgerException("killed");
        }
    }
}
