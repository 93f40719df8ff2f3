package s3migrate.doctor;

import java.util.List;
import java.util.Optional;
import s3migrate.route.Permission;
import s3migrate.route.Permission.Side;

/// Whether the account lets a deployed system's functions run at once. One machine needs none of
/// it.
record ConcurrencyCheck(Side side, Account account) implements Check {

    /// Three queues of five workers, two jobsenders, and something for the others.
    private static final int ENOUGH = 50;

    private static final String SUBJECT = "Lambda concurrency";

    @Override
    public String subject() {
        return SUBJECT;
    }

    @Override
    public List<Observation> look() {
        try {
            int most = account.concurrentExecutions();
            return List.of(
                    most >= ENOUGH
                            ? Observation.ok(SUBJECT, "%,d at once in this account".formatted(most))
                            : Observation.warn(
                                    SUBJECT,
                                    "%,d at once in this account".formatted(most),
                                    "a deployed system starts up to 17 functions at once, and shares them with all others",
                                    "raise the quota \"Concurrent executions\" of Lambda (Service Quotas, L-B99A9384)"));
        } catch (AccountException unknown) {
            return List.of(
                    new Observation(
                            Grade.NOTE,
                            SUBJECT,
                            "not looked at (%s)".formatted(unknown.code()),
                            "counts only for a deployed system",
                            "",
                            Optional.of(
                                    new Permission(
                                            side,
                                            List.of("lambda:GetAccountSettings"),
                                            List.of("*")))));
        }
    }
}
