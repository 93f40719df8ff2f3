package s3migrate.infra;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import s3migrate.infra.migration.Migration;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.cloudwatch.CfnDashboard;
import software.constructs.Construct;

/// The dashboard of `dashboards/`, with the names of this stack put in for its variables.
///
/// CloudWatch has one of a name per account, whatever the region.
final class WatchDashboard {

    private WatchDashboard() {}

    /// @param variables by name, as they stand in the file between `${` and `}`; the pseudo
    ///   parameters of CloudFormation, such as `AWS::Region`, need not be given
    static CfnDashboard of(Construct scope, String name, Map<String, String> variables) {
        if (name.equals(Migration.DASHBOARD)) {
            Annotations.of(scope)
                    .addInfo(
                            "dashboard %s: its name is unique in the account, in all regions. If the stack of another region or the earlier system has it, choose another (\"dashboard\": \"NAME\" in migration.json), or none (false)"
                                    .formatted(name));
        }
        return CfnDashboard.Builder.create(scope, "Dashboard")
                .dashboardName(name)
                .dashboardBody(Fn.sub(body(), variables))
                .build();
    }

    private static String body() {
        try (var file =
                Objects.requireNonNull(
                        WatchDashboard.class.getResourceAsStream(
                                "/dashboards/" + Migration.DASHBOARD + ".json"))) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
