package s3migrate.cli.operate;

import java.util.Set;
import s3migrate.job.Job;
import s3migrate.job.ReceivedMessage;
import s3migrate.object.ObjectLocation;
import s3migrate.transfer.OutcomeRecords;

/// Sees to it that the ledger knows every object whose message was given up without looking at its
/// objects: moved to a dead-letter queue by SQS itself, or because settings could not be read. Dead
/// letters are kept for 14 days, failures in the ledger until they are dismissed.
record SweptLetters(DeployedSystem system) {

    private static final String CAUSE = "ReceivedTooOften";
    private static final String SETTINGS = "Settings";

    /// Writes down what a letter lost, and puts it back with a cause if it has none.
    ///
    /// @return whether the letter is to be removed, because it lies there anew
    boolean sweep(DeadLetter letter) {
        if (!letter.movedBySqs() && !letter.cause().equals(SETTINGS)) {
            return false;
        }
        var records = new OutcomeRecords(system.ledger(), system.clock());
        letter.jobs().stream()
                .filter(job -> !isSettled(job, letter))
                .forEach(job -> records.failed(job, letter.reason()));
        if (!letter.movedBySqs()) {
            return false;
        }
        system.jobQueue()
                .deadLetter(
                        new ReceivedMessage(letter.address(), "unknown", "", letter.body()),
                        new s3migrate.job.DeadLetter(
                                CAUSE, letter.reason(), system.clock().instant()));
        return true;
    }

    /// Whether somebody has copied the object since, or is at it.
    private boolean isSettled(Job job, DeadLetter letter) {
        Set<ObjectLocation> one = Set.of(job.destination());
        return system.ledger().find(one).values().stream()
                .anyMatch(entry ->
                        switch (entry.state()) {
                            case DONE ->
                                    entry.proof().isPresent()
                                            && entry.updated().isAfter(letter.sent());
                            case COPYING ->
                                    entry.lease()
                                            .filter(held -> held.livesAt(system.clock().instant()))
                                            .isPresent();
                            case FAILED -> true;
                        });
    }
}
