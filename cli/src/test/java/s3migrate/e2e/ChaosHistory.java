package s3migrate.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.sandbox.s3.store.GeneratedObject;
import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.sandbox.s3.store.Version;

/// What every key of one route's source has held, and what that allows at the destination: whole
/// versions of the source, never an older one after a newer one, and the last one in the end. The
/// destination keeps its versions; nothing of ours lies between. One thread writes.
final class ChaosHistory {

    /// An object's bytes as the servers tell them.
    private record State(long bytes, String checksum) {
        static State of(ObjectVersion object) {
            return new State(object.size(), object.checksum().orElseThrow().toString());
        }
    }

    private static final int ABSENT = -1;
    private static final int UNKNOWN = -2;

    private final Lane lane;
    private final boolean deletes;
    private final Map<String, List<Optional<State>>> held = new TreeMap<>();

    /// @param deletes whether what is deleted at the source goes at the destination too
    ChaosHistory(Lane lane, boolean deletes) {
        this.lane = lane;
        this.deletes = deletes;
    }

    Lane lane() {
        return lane;
    }

    void write(String key, GeneratedObject object) {
        add(key, Optional.of(State.of(source().put(lane.source(), key, object))));
    }

    void remove(String key) {
        source().delete(lane.source(), key);
        add(key, Optional.empty());
    }

    /// Of the object there is, or 0.
    long bytes(String key) {
        return lane.original(key).map(ObjectVersion::size).orElse(0L);
    }

    List<String> keys() {
        return List.copyOf(held.keySet());
    }

    private S3Server source() {
        return lane.from().s3();
    }

    private void add(String key, Optional<State> state) {
        held.computeIfAbsent(key, _ -> new ArrayList<>()).add(state);
    }

    /// Of all copies there are.
    long copiedBytes() {
        return held.keySet().stream()
                .flatMap(key -> lane.copy(key).stream())
                .mapToLong(ObjectVersion::size)
                .sum();
    }

    /// Versions that the destination has held.
    long copies() {
        return held.keySet().stream().mapToLong(key -> versions(key).size()).sum();
    }

    /// Keys whose copy is not yet what it has to be in the end.
    List<String> behind() {
        return held.entrySet().stream()
                .filter(states -> !isRight(states.getKey(), states.getValue().getLast()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// A source that is gone leaves its copy where it was, unless the route deletes.
    private boolean isRight(String key, Optional<State> last) {
        return (last.isEmpty() && !deletes) || lane.copy(key).map(State::of).equals(last);
    }

    /// Objects of the source without evidence that this very version was copied.
    List<String> unproved(Records records) {
        return held.keySet().stream()
                .filter(key ->
                        lane.original(key)
                                .filter(version -> !records.prove(lane.source(), key, version))
                                .isPresent())
                .toList();
    }

    /// What the destination should never have held; empty if all is well.
    List<String> broken() {
        var broken = new ArrayList<String>();
        held.forEach((key, states) -> {
            int reached = ABSENT;
            for (var version : versions(key).reversed()) {
                int at = at(states, version);
                if (at == UNKNOWN || (at < reached && !mayComeBack(states))) {
                    broken.add(
                            "%s/%s: %s is state %d of its source (%d: no whole one, %d: absent) after %d"
                                    .formatted(
                                            lane.source(),
                                            key,
                                            version.versionId(),
                                            at,
                                            UNKNOWN,
                                            ABSENT,
                                            reached));
                }
                reached = Math.max(reached, at);
            }
        });
        return broken;
    }

    /// To be absent is a content that comes back, where deletes are copied.
    private boolean mayComeBack(List<Optional<State>> states) {
        return deletes && states.stream().anyMatch(Optional::isEmpty);
    }

    private static int at(List<Optional<State>> states, Version version) {
        if (!(version instanceof ObjectVersion object)) {
            return ABSENT;
        }
        int at = states.lastIndexOf(Optional.of(State.of(object)));
        return at < 0 ? UNKNOWN : at;
    }

    private List<Version> versions(String key) {
        return lane.to().s3().versions(lane.destination(), key);
    }
}
