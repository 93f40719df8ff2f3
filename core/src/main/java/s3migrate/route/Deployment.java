package s3migrate.route;

import java.util.Optional;
import java.util.regex.Pattern;

/// What a deployment has besides queues: the ledger's table, the bucket of reports, and parameters.
public record Deployment(
        String ledgerTable, Optional<String> reportsBucket, ParameterNames parameters) {

    private static final Pattern TABLE = Pattern.compile("[A-Za-z0-9_.-]{3,255}");

    static Deployment read(SettingsReader env) {
        return new Deployment(
                env.needed("LedgerTable", TABLE, "the name of a DynamoDB table"),
                env.optional("ReportsBucket", RoutesReader.BUCKET, RoutesReader.ACCEPTED_BUCKET),
                ParameterNames.read(env));
    }
}
