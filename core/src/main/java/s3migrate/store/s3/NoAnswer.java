package s3migrate.store.s3;

import java.io.IOException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/// What broke where S3 gave no answer: told by the outermost cause that is known, so that what
/// broke in the source of a write is not taken for this store's.
record NoAnswer(Severity severity, String code, String found) {

    /// In the names of hosts of all partitions that S3 routes lead to.
    private static final String AWS = ".amazonaws.com";

    static NoAnswer of(SdkException e) {
        List<Throwable> causes =
                Stream.iterate((Throwable) e, cause -> cause != null, Throwable::getCause).toList();
        return causes.stream()
                .flatMap(cause -> known(cause).stream())
                .findFirst()
                .or(() -> connectionBroken(causes))
                .orElseGet(() -> new NoAnswer(Severity.TRANSIENT, "Unreadable", text(e)));
    }

    private static Optional<NoAnswer> known(Throwable cause) {
        return switch (cause) {
            case SourceBroken broken ->
                    Optional.of(new NoAnswer(Severity.TRANSIENT, "SourceBroken", text(broken)));
            case UnknownHostException unknown -> Optional.of(notKnown(text(unknown)));
            case CertificateException distrusted -> Optional.of(notTrusted(distrusted));
            case SSLPeerUnverifiedException distrusted -> Optional.of(notTrusted(distrusted));
            case AbortedException _ ->
                    Optional.of(new NoAnswer(Severity.TRANSIENT, "Interrupted", "interrupted"));
            case SdkException sdk when text(sdk).startsWith("Unable to load credentials") ->
                    Optional.of(new NoAnswer(Severity.ROUTE, "NoCredentials", text(sdk)));
            default -> Optional.empty();
        };
    }

    /// A name of AWS's is there: only the resolver does not know it at the moment. One that a user
    /// wrote may be wrong.
    private static NoAnswer notKnown(String host) {
        return new NoAnswer(
                host.contains(AWS) ? Severity.TRANSIENT : Severity.ROUTE,
                "UnknownHost",
                "the host is not known: " + host);
    }

    private static NoAnswer notTrusted(Exception distrusted) {
        return new NoAnswer(
                Severity.ROUTE,
                "Certificate",
                "the host's certificate is not trusted: " + text(distrusted));
    }

    private static Optional<NoAnswer> connectionBroken(List<Throwable> causes) {
        return causes.stream()
                .filter(IOException.class::isInstance)
                .map(cause -> new NoAnswer(Severity.TRANSIENT, "ConnectionBroken", text(cause)))
                .findFirst();
    }

    private static String text(Throwable cause) {
        return Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
    }
}
