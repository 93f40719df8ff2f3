package s3migrate.ledger.dynamodb;

import java.util.Map;
import java.util.Optional;
import s3migrate.ledger.LedgerEntry;
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

    static LedgerEntry readable(String table, Map<String, AttributeValue> item) {
        try {
            return ItemEntries.entry(item);
        } catch (IllegalArgumentException | ArithmeticException e) {
            var key = Optional.ofNullable(item.get(Attribute.KEY)).map(AttributeValue::s);
            throw new LedgerException(
                    "get %s in table %s: not an entry of the ledger: %s"
                            .formatted(key.orElse("an item"), table, e.getMessage()),
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
