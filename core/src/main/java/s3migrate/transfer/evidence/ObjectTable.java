package s3migrate.transfer.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import s3migrate.transfer.evidence.ObjectEnd.Kind;

/// What became of each of millions of objects: a hash table of primitives, 24 bytes a place, at
/// most three quarters full. Not thread-safe.
///
/// Objects are told apart by 64 bits of hash. That two of ten million are taken for one happens in
/// one of 400,000 such tables.
final class ObjectTable {

    private static final int FIRST_PLACES = 1 << 10;
    private static final int MOST_PLACES = 1 << 24;

    /// Half as much again for the former table, while its objects move to one of twice the places.
    private static final int BYTES_OF_A_PLACE = 3 * Long.BYTES * 3 / 2;

    private static final long FREE = 0;
    private static final int KIND_BITS = 8; // far more than there are
    private static final int KIND = (1 << KIND_BITS) - 1;

    private final int mostPlaces;
    private long[] hashes = new long[FIRST_PLACES];
    private long[] ends = new long[FIRST_PLACES]; // when, and the number of the kind
    private long[] bytes = new long[FIRST_PLACES];
    private int objects;
    private final List<Kind> kinds = new ArrayList<>();
    private final Map<Kind, Integer> numbers = new HashMap<>();

    /// Takes up to half of a heap of so many bytes: three million objects of 512 MiB, twelve
    /// million of 1.2 GB and more.
    ObjectTable(long heapBytes) {
        long places = Math.clamp(heapBytes / 2 / BYTES_OF_A_PLACE, FIRST_PLACES, MOST_PLACES);
        mostPlaces = Integer.highestOneBit((int) places);
    }

    /// What tells the object of a line from all others.
    static long hash(EvidenceLine line) {
        long hash = add(add(add(0, line.route()), line.run().orElse("")), line.key());
        return hash == FREE ? 1 : hash;
    }

    /// FNV-1a over UTF-16, then the last step of MurmurHash3, which spreads it over all bits.
    private static long add(long before, String text) {
        long hash = before ^ 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

    Optional<ObjectEnd> find(long hash) {
        int place = place(hashes, hash);
        return hashes[place] == FREE ? Optional.empty() : Optional.of(read(place));
    }

    /// Keeps it, in place of what is there.
    ///
    /// @return false if the object is not there, and there is no room for another
    boolean put(long hash, ObjectEnd end) {
        int place = place(hashes, hash);
        if (hashes[place] == FREE) {
            if (objects == hashes.length / 4 * 3 && !grow()) {
                return false;
            }
            objects++;
            place = place(hashes, hash);
        }
        write(place, hash, end);
        return true;
    }

    private static int place(long[] hashes, long hash) {
        int place = (int) hash & (hashes.length - 1);
        while (hashes[place] != FREE && hashes[place] != hash) {
            place = (place + 1) & (hashes.length - 1);
        }
        return place;
    }

    private boolean grow() {
        if (hashes.length == mostPlaces) {
            return false;
        }
        var wider = new long[2 * hashes.length];
        var widerEnds = new long[wider.length];
        var widerBytes = new long[wider.length];
        for (int from = 0; from < hashes.length; from++) {
            if (hashes[from] != FREE) {
                int to = place(wider, hashes[from]);
                wider[to] = hashes[from];
                widerEnds[to] = ends[from];
                widerBytes[to] = bytes[from];
            }
        }
        hashes = wider;
        ends = widerEnds;
        bytes = widerBytes;
        return true;
    }

    private void write(int place, long hash, ObjectEnd end) {
        hashes[place] = hash;
        ends[place] = (end.millis() << KIND_BITS) | numberOf(end.kind());
        bytes[place] = end.bytes();
    }

    private int numberOf(Kind kind) {
        return numbers.computeIfAbsent(
                kind,
                _ -> {
                    kinds.add(kind);
                    return kinds.size() - 1;
                });
    }

    private ObjectEnd read(int place) {
        long end = ends[place];
        return new ObjectEnd(kinds.get((int) end & KIND), bytes[place], end >> KIND_BITS);
    }
}
