package s3migrate.ledger.dynamodb;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import s3migrate.ledger.LedgerException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Turns what the SDK throws, and items nobody can read, into the port's exception.
final class LedgerErrors {

    private LedgerErrors() {}

    static LedgerException of(String what, String table, SdkException e) {
        return new LedgerException("%s in table %s: %s".formatted(what, table, found(e)), e);
    }

    /// What an item says, unless somebody else wrote it.
    static <T> T readable(
            String key,
            String table,
            String what,
            Map<String, AttributeValue> item,
            Function<Map<String, AttributeValue>, T> reading) {
        try {
            return reading.apply(item);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new LedgerException(
                    "get %s in table %s: not %s: %s".formatted(key, table, what, e.getMessage()),
                    e);
        }
    }

    private static String found(SdkException e) {
        if (e instanceof AwsServiceException answer) {
            var details = Optional.ofNullable(answer.awsErrorDetails());
            return "%s (%s, request %s)"
                    .formatted(
                            details.map(AwsErrorDetails::errorMessage).orElse("no reason given"),
                            details.map(AwsErrorDetails::errorCode)
                                    .orElse("HTTP " + answer.statusCode()),
                            Optional.ofNullable(answer.requestId()).orElse("without id"));
        }
        return String.valueOf(e.getMessage());
    }
}
