package s3migrate.infra;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.cloudwatch.CfnDashboard;
import software.constructs.Construct;

/// The dashboard of `dashboards/`, with the names of this stack put in for its variables.
final class WatchDashboard {

    /// As users of the earlier system know it.
    private static final String NAME = "s3_migrate_serverless";

    private WatchDashboard() {}

    /// @param variables by name, as they stand in the file between `${` and `}`; the pseudo
    ///   parameters of CloudFormation, such as `AWS::Region`, need not be given
    static CfnDashboard of(Construct scope, Map<String, String> variables) {
        return CfnDashboard.Builder.create(scope, "Dashboard")
                .dashboardName(NAME)
                .dashboardBody(Fn.sub(body(), variables))
                .build();
    }

    private static String body() {
        try (var file =
                Objects.requireNonNull(
                        WatchDashboard.class.getResourceAsStream(
                                "/dashboards/" + NAME + ".json"))) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
