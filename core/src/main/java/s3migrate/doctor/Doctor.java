package s3migrate.doctor;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import s3migrate.object.StoredObject;
import s3migrate.price.Prices;
import s3migrate.route.Route;
import s3migrate.route.StoreProfile;
import s3migrate.run.plan.Path;
import s3migrate.store.ObjectStore;
import s3migrate.transfer.CopyWay;

/// Looks at a route before its first copy, and leaves nothing behind. Each look costs a few dozen
/// requests, in short about ten, and 110 more for what an earlier system left; none depends on how
/// many objects there are.
///
/// @param way who would move the bytes
/// @param profile what the destination's store can do, as far as it is known
/// @param path what a copy costs by
/// @param fromSeed whether the earlier system has copied here before
/// @param opener opens the destination under another profile; empty where its store is known
public record Doctor(
        Route route,
        CopyWay way,
        StoreProfile profile,
        Path path,
        boolean fromSeed,
        End source,
        End destination,
        Optional<Function<StoreProfile, ObjectStore>> opener,
        Prices prices,
        InstantSource clock) {

    /// Makes every check.
    ///
    /// @param told of each observation, as soon as it is made
    public void examine(Consumer<Observation> told) {
        var sample = sample();
        var further = new ArrayList<Check>();
        further.add(new WayCheck(way, destination, sample));
        further.addAll(permissions(sample));
        opener.ifPresent(
                open -> further.add(new StoreCheck(destination, open, () -> neighbours(sample))));
        further.add(new ContentCheck(sample));
        further.add(new ProofCheck(way, profile, path.smallBytes(), sample));
        if (fromSeed) {
            further.add(new SeedCheck(route, destination, sample));
        }
        for (var end : List.of(source, destination)) {
            further.add(new VersioningCheck(end));
            further.add(new LifecycleCheck(end));
            further.add(new ListenersCheck(end));
        }
        further.add(new EncryptionCheck(route, destination, prices));
        source.account()
                .or(destination::account)
                .ifPresent(account -> further.add(new ConcurrencyCheck(source.side(), account)));
        further.add(new PriceCheck(path, prices, sample));
        var identities = Stream.of(source, destination).<Check>map(IdentityCheck::new);
        new Examination(told).of(Stream.concat(identities, reach().stream()).toList(), further);
    }

    /// Makes those checks without which nothing could be copied, or whose copies would not last.
    ///
    /// @param told of each observation, as soon as it is made
    public void examineInShort(Consumer<Observation> told) {
        var further = new ArrayList<Check>(permissions(sample()));
        further.add(new LifecycleCheck(destination));
        further.add(new EncryptionCheck(route, destination, prices));
        new Examination(told).of(reach(), further);
    }

    private List<Check> reach() {
        return List.of(
                new CircleCheck(route, source, destination),
                new Reach(source, clock),
                new Reach(destination, clock));
    }

    private List<Check> permissions(Once<Sample> sample) {
        return List.of(
                new SourcePermissions(route, source, sample),
                new DestinationPermissions(route, destination, profile, clock));
    }

    /// Objects that the destination's store could copy by itself.
    private List<StoredObject> neighbours(Once<Sample> sample) {
        boolean oneStore = source.endpoint().equals(destination.endpoint());
        return oneStore ? sample.get().looked() : List.of();
    }

    private Once<Sample> sample() {
        return new Once<>(() -> Sample.of(route, source.store(), clock.instant()));
    }
}
