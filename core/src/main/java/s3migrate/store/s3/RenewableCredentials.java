package s3migrate.store.s3;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import s3migrate.route.Credentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/// Credentials that are read again from where they stand, once they are refused. Region and
/// endpoint stay those of the first read: with others it takes another client. A role is taken on
/// anew then, also where nothing else is said: its session may be what is refused.
///
/// Serves many threads: of those that are refused together, one reads.
public final class RenewableCredentials implements AwsCredentialsProvider {

    /// Within one copy they are read no more often: its requests may each be refused, and SSM
    /// answers 40 requests per second.
    private static final Duration READ_AGAIN = Duration.ofSeconds(5);

    private final Supplier<Credentials> source;
    private final InstantSource clock;
    private Credentials current; // all guarded by this
    private AwsCredentialsProvider provider;
    private Instant read;
    private Instant since;

    /// Reads them.
    ///
    /// @throws s3migrate.route.SettingsException if they are missing or malformed
    public RenewableCredentials(Supplier<Credentials> source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
        this.current = source.get();
        this.provider = S3Access.of(current).credentials();
        this.read = clock.instant();
        this.since = read;
    }

    /// Those that are used now.
    public synchronized Credentials current() {
        return current;
    }

    /// Since when those are used.
    public synchronized Instant since() {
        return since;
    }

    /// Reads them again, unless that was done a moment ago.
    ///
    /// @return what is there now
    /// @throws s3migrate.route.SettingsException if they are missing or malformed
    public synchronized Credentials readAgain() {
        return readAgain(clock.instant().minus(READ_AGAIN));
    }

    /// Reads them again, unless that was done after `then`.
    ///
    /// @return what is there now
    /// @throws s3migrate.route.SettingsException if they are missing or malformed
    public synchronized Credentials readAgain(Instant then) {
        if (read.isAfter(then)) {
            return current;
        }
        read = clock.instant();
        var found = source.get();
        boolean sameEnd =
                found.region().equals(current.region())
                        && found.endpoint().equals(current.endpoint());
        if (!sameEnd) {
            return found;
        }
        if (!found.equals(current)) {
            current = found;
            since = read;
            provider = S3Access.of(found).credentials();
        } else if (found instanceof Credentials.Role) {
            provider = S3Access.of(found).credentials();
        }
        return current;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return provider().resolveCredentials();
    }

    /// Whose session may have to be begun at STS, which others need not wait for.
    private synchronized AwsCredentialsProvider provider() {
        return provider;
    }
}
