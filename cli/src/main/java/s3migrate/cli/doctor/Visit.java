package s3migrate.cli.doctor;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import s3migrate.cli.CouldNotStart;
import s3migrate.cli.options.SideOptions;
import s3migrate.doctor.Account;
import s3migrate.doctor.Doctor;
import s3migrate.doctor.End;
import s3migrate.doctor.Needs;
import s3migrate.doctor.sts.AwsAccount;
import s3migrate.price.Prices;
import s3migrate.route.Permission.Side;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions.Copy;
import s3migrate.route.RouteOptions.Fallback;
import s3migrate.route.SettingsException;
import s3migrate.route.StorageClass;
import s3migrate.route.StoreProfile;
import s3migrate.run.plan.Path;
import s3migrate.store.BucketSetup;
import s3migrate.store.s3.S3Access;
import s3migrate.store.s3.S3Connections;
import s3migrate.store.s3.S3ObjectStore;
import s3migrate.store.s3.S3Stores;
import s3migrate.store.s3.S3Terms;
import s3migrate.transfer.CopyWay;

/// Both ends of a route, opened as `sync` opens them, for a doctor. Connects to nothing before it
/// is asked; closes what it opened.
public final class Visit implements AutoCloseable {

    private static final long SMALL_BYTES = 64L << 20;
    private static final long PART_BYTES = 64L << 20;
    private static final int TOKEN_BYTES = 6;
    private static final S3Connections CONNECTIONS = S3Connections.forInFlight(1);

    private final Wish wish;
    private final S3Access from;
    private final S3Access to;
    private final CopyWay way;
    private final String token;
    private final InstantSource clock;
    private final S3ObjectStore source;
    private final S3ObjectStore destination;
    private final BucketSetup sourceSetup;
    private final BucketSetup destinationSetup;
    private final Optional<Account> sourceAccount;
    private final Optional<Account> destinationAccount;

    /// What is to be looked at.
    ///
    /// @param store what the destination's store can do
    /// @param storeKnown whether that was said, or AWS is asked; else it is found out
    /// @param fromSeed whether the earlier system has copied here before
    public record Wish(
            Route route,
            SideOptions source,
            SideOptions destination,
            Copy copy,
            StoreProfile store,
            boolean storeKnown,
            boolean fromSeed) {}

    /// Opens both ends.
    ///
    /// @throws CouldNotStart if no region is to be found, or the copies cannot go as asked
    public Visit(Wish wish, InstantSource clock) {
        this.wish = wish;
        this.clock = clock;
        from = wish.source().access();
        to = wish.destination().access();
        way = way(wish, from, to);
        token = token();
        var terms =
                S3Terms.of(wish.store()).withRequesterPays(wish.route().options().requesterPays());
        var reading =
                S3Terms.of(StoreProfile.AWS)
                        .withRequesterPays(wish.route().options().requesterPays())
                        .withVersionsNeeded(true);
        source = S3Stores.open(from, S3Stores.Side.SOURCE, CONNECTIONS, reading);
        destination = S3Stores.open(to, S3Stores.Side.DESTINATION, CONNECTIONS, terms);
        sourceSetup = S3Stores.setup(from, CONNECTIONS);
        destinationSetup = S3Stores.setup(to, CONNECTIONS);
        sourceAccount = account(from);
        destinationAccount = account(to);
    }

    private static CopyWay way(Wish wish, S3Access from, S3Access to) {
        boolean one = wish.source().identity().equals(wish.destination().identity());
        try {
            return CopyWay.of(
                    wish.copy(),
                    Fallback.NONE,
                    from.copiesTo(to, wish.store(), one),
                    CopyWay.Sizes.OF_S3);
        } catch (SettingsException impossible) {
            throw new CouldNotStart("--copy " + impossible.faults().getFirst(), impossible);
        }
    }

    /// STS of AWS knows keys of AWS alone.
    private static Optional<Account> account(S3Access access) {
        return StoreProfile.at(access.endpoint()).equals(StoreProfile.AWS) && !access.isAnonymous()
                ? Optional.of(new AwsAccount(access))
                : Optional.empty();
    }

    private static String token() {
        var bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// Who looks.
    public Doctor doctor() {
        var route = wish.route();
        return new Doctor(
                route,
                way,
                wish.store(),
                path(),
                wish.fromSeed(),
                sourceEnd(),
                destinationEnd(),
                wish.storeKnown() ? Optional.empty() : Optional.of(this::opened),
                Prices.read(),
                clock);
    }

    private S3ObjectStore opened(StoreProfile profile) {
        return S3Stores.open(to, S3Stores.Side.DESTINATION, CONNECTIONS, profile);
    }

    private End sourceEnd() {
        return end(Side.SOURCE, from, new Opened(source, sourceSetup, sourceAccount));
    }

    private End destinationEnd() {
        return end(
                Side.DESTINATION,
                to,
                new Opened(destination, destinationSetup, destinationAccount));
    }

    private record Opened(S3ObjectStore store, BucketSetup setup, Optional<Account> account) {}

    private End end(Side side, S3Access access, Opened opened) {
        var route = wish.route();
        var range = side == Side.SOURCE ? route.source() : route.destinationRange();
        return new End(
                side,
                range,
                Optional.of(access.region().id()),
                access.endpoint(),
                access.partition(),
                Needs.of(route, side, access.partition()),
                opened.store(),
                opened.setup(),
                opened.account(),
                () ->
                        access.accessKeyId()
                                .map("access key "::concat)
                                .orElse("requests without credentials"),
                token);
    }

    private Path path() {
        return new Path(
                way instanceof CopyWay.ServerSide,
                Path.Distance.between(regionOfAws(from), regionOfAws(to)),
                wish.route().options().storageClass().flatMap(StorageClass::chosen),
                SMALL_BYTES,
                PART_BYTES,
                wish.route().options().compare(),
                false);
    }

    private static Optional<String> regionOfAws(S3Access access) {
        return access.endpoint().isEmpty() ? Optional.of(access.region().id()) : Optional.empty();
    }

    @Override
    public void close() {
        source.close();
        destination.close();
        sourceSetup.close();
        destinationSetup.close();
        sourceAccount.ifPresent(Account::close);
        destinationAccount.ifPresent(Account::close);
    }
}
