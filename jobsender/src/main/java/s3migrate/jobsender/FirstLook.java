package s3migrate.jobsender;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import s3migrate.doctor.Doctor;
import s3migrate.doctor.End;
import s3migrate.doctor.Grade;
import s3migrate.doctor.Needs;
import s3migrate.doctor.Observation;
import s3migrate.jobsender.RunParameters.OfRoute;
import s3migrate.ledger.LookLedger;
import s3migrate.ledger.LookRecord;
import s3migrate.ledger.LookRecord.Remark;
import s3migrate.price.Meter;
import s3migrate.price.Prices;
import s3migrate.route.Credentials;
import s3migrate.route.Permission.Side;
import s3migrate.route.StoreProfile;
import s3migrate.store.BucketSetup;
import s3migrate.store.ObjectStore;
import s3migrate.store.s3.RenewableCredentials;
import s3migrate.store.s3.S3Access;
import s3migrate.store.s3.S3Connections;
import s3migrate.store.s3.S3Stores;
import s3migrate.store.s3.S3Terms;

/// The doctor in short, before the keys of a dry run are listed: what is missing is known before
/// hours of listing, and before an object fails of it. Leaves nothing behind at the stores.
///
/// With credentials of a parameter, which workers use too, everything is tried that a copy needs.
/// As the own role only what a comparison needs: workers have a role of their own.
record FirstLook(LookLedger ledger, Prices prices, Meter meter, InstantSource clock) {

    private static final int TOKEN_BYTES = 6;

    /// What a look came to, and whether something else was found the last time.
    record Found(LookRecord look, boolean news) {}

    /// Looks, and writes down what was found.
    Found at(OfRoute of, RoutePath path) {
        var connections = S3Connections.forInFlight(1).countedBy(meter);
        var options = of.route().options();
        var reading =
                S3Terms.of(StoreProfile.AWS)
                        .withRequesterPays(options.requesterPays())
                        .withVersionsNeeded(true);
        var writing = S3Terms.of(path.profile()).withRequesterPays(options.requesterPays());
        try (var source = S3Stores.open(path.from(), S3Stores.Side.SOURCE, connections, reading);
                var destination =
                        S3Stores.open(path.to(), S3Stores.Side.DESTINATION, connections, writing);
                var sourceSetup = S3Stores.setup(path.from(), connections);
                var destinationSetup = S3Stores.setup(path.to(), connections)) {
            var token = token();
            var doctor =
                    new Doctor(
                            of.route(),
                            path.way(),
                            path.profile(),
                            path.path(),
                            false,
                            end(Side.SOURCE, of, path.from(), source, sourceSetup, token),
                            end(
                                    Side.DESTINATION,
                                    of,
                                    path.to(),
                                    destination,
                                    destinationSetup,
                                    token),
                            Optional.empty(),
                            prices,
                            clock);
            var seen = new ArrayList<Observation>();
            doctor.examineInShort(seen::add);
            return written(
                    LookRecord.first(
                            of.route().name(),
                            clock.instant(),
                            "source as %s, destination as %s, copies go %s"
                                    .formatted(
                                            identity(of.source()),
                                            identity(of.destination()),
                                            path.way().text()),
                            remarks(of, seen, Grade.FAULT),
                            remarks(of, seen, Grade.WARN)));
        }
    }

    private static End end(
            Side side,
            OfRoute of,
            S3Access access,
            ObjectStore store,
            BucketSetup setup,
            String token) {
        var route = of.route();
        var credentials = side == Side.SOURCE ? of.source() : of.destination();
        var partition = access.partition();
        return new End(
                side,
                side == Side.SOURCE ? route.source() : route.destinationRange(),
                access.anyRegion() ? Optional.empty() : Optional.of(access.region().id()),
                access.endpoint(),
                partition,
                credentials.isPresent()
                        ? Needs.of(route, side, partition)
                        : Needs.ofComparing(route, side, partition),
                store,
                setup,
                Optional.empty(),
                () -> identity(credentials),
                token);
    }

    private Found written(LookRecord found) {
        while (true) {
            var seen = ledger.find(found.route());
            var next = seen.map(before -> before.next(found)).orElse(found);
            if (ledger.replace(seen, next)) {
                return new Found(next, seen.filter(next::saysTheSameAs).isEmpty());
            }
        }
    }

    private static List<Remark> remarks(OfRoute of, List<Observation> seen, Grade grade) {
        return seen.stream()
                .filter(one -> one.grade() == grade)
                .map(one -> new Remark(one.subject() + ": " + one.what(), one.why(), toDo(of, one)))
                .toList();
    }

    /// What a role of the stack may do, the stack says.
    private static String toDo(OfRoute of, Observation seen) {
        return seen.missing()
                .map(permission ->
                        permission.side() == Side.SOURCE ? of.source() : of.destination())
                .filter(Optional::isEmpty)
                .map(_ -> "have the route in migration.json and deploy again, or " + seen.remedy())
                .orElse(seen.remedy());
    }

    private static String identity(Optional<RenewableCredentials> credentials) {
        return credentials
                .map(RenewableCredentials::current)
                .map(given ->
                        switch (given) {
                            case Credentials.StaticKeys keys -> "access key " + keys.accessKeyId();
                            case Credentials.Role role -> "role " + role.roleArn();
                            case Credentials.Anonymous _ -> "nobody";
                        })
                .orElse("the function's role");
    }

    private static String token() {
        var bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
