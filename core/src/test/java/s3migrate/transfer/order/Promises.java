package s3migrate.transfer.order;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import s3migrate.transfer.order.Scenario.Trait;

/// What must hold in a world, at any time and at rest.
final class Promises {

    private final World world;
    private final Set<String> strays = new HashSet<>();
    private int furthest = -1;

    Promises(World world) {
        this.world = world;
    }

    /// Whole versions only, and none older than one that was there.
    void checkAlways() {
        var there = world.destination.bytes(World.DESTINATION);
        if (there.isEmpty()) {
            return;
        }
        var letter =
                world.scenario.letters().stream()
                        .filter(l -> Arrays.equals(Scenario.content(l), there.get()))
                        .findFirst();
        if (letter.isEmpty()) {
            throw broken("the destination holds what the source never was");
        } else if (world.scenario.movesForwardOnly()) {
            int index = world.scenario.history().indexOf(letter.get());
            if (index < furthest) {
                throw broken("the destination went back to " + Character.toString(letter.get()));
            }
            furthest = Math.max(furthest, index);
        }
    }

    /// No message, no worker, no call on its way: both sides are equal and nothing is left over.
    void checkAtRest() {
        var wanted = world.source.bytes(World.SOURCE);
        var there = world.destination.bytes(World.DESTINATION);
        boolean gone = wanted.isEmpty() && !world.scenario.is(Trait.DELETES);
        boolean equal =
                wanted.isPresent() == there.isPresent()
                        && (wanted.isEmpty() || Arrays.equals(wanted.get(), there.get()));
        if (!equal && !gone && world.begun()) {
            throw broken("at rest the destination is not what the source is");
        }
        var open = openUploads();
        open.removeAll(strays);
        if (!open.isEmpty() && world.left().expiries() == world.scenario.limits().expiries()) {
            throw broken("at rest uploads are open: " + open);
        }
    }

    /// Uploads that are open now and were not `before` are no worker's to end.
    void leaveToTheSweepSince(Set<String> before) {
        var now = openUploads();
        now.removeAll(before);
        strays.addAll(now);
    }

    Set<String> openUploads() {
        var open = new HashSet<String>();
        world.destination.openUploads("destination").forEach(upload -> open.add(upload.id()));
        return open;
    }

    static AssertionError broken(String what) {
        return new AssertionError(what);
    }

    /// What is kept from earlier moves.
    @Override
    public String toString() {
        return strays + " " + furthest;
    }
}
