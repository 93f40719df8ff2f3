package s3migrate.infra.migration;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Customer managed KMS keys, by ARN: those objects of the own role's sides are encrypted with, and
/// the one the credentials' parameters are, if they are not under `aws/ssm`.
public record KmsKeys(List<String> source, List<String> destination, Optional<String> credentials) {

    private static final Pattern ARN =
            Pattern.compile("arn:[a-z0-9-]+:kms:[a-z0-9-]+:\\d{12}:key/[A-Za-z0-9-]+");
    private static final String ACCEPTED = "arn:…:kms:<region>:<12 digits>:key/<id>";

    static KmsKeys read(Fields json) {
        return new KmsKeys(
                json.texts("source", ARN, ACCEPTED),
                json.texts("destination", ARN, ACCEPTED),
                json.optional("credentials", ARN, ACCEPTED));
    }
}
