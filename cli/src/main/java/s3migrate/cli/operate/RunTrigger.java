package s3migrate.cli.operate;

import java.time.Duration;
import java.util.List;
import s3migrate.run.RunMessages;
import s3migrate.run.RunRequest;

/// Asks the jobsender to compare a route, at once.
record RunTrigger(DeployedSystem system, String route) {

    /// @param confirmed whether the source may have become much smaller
    void send(boolean confirmed) {
        system.sender()
                .sendTogether(
                        system.stack().runs().url(),
                        List.of(RunMessages.encode(new RunRequest.Start(route, confirmed))),
                        Duration.ZERO);
    }
}
