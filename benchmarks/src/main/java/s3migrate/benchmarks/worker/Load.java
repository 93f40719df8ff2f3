package s3migrate.benchmarks.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Gatherers;
import java.util.stream.LongStream;
import s3migrate.job.Batch;
import s3migrate.job.Messages;

/// Objects to be copied at one go.
///
/// @param name what figures about it begin with
/// @param bytes of each object
record Load(String name, List<Long> bytes) {
    static final long GIB = 1L << 30;
    private static final long MEGABYTE = 1_000_000;
    private static final long SMALL_BYTES = 4096;

    /// Up to here objects travel in batches, as by default.
    private static final long LARGEST_SMALL = 64L << 20;

    /// The earlier system's measured case: so many objects, the least and the most of these
    /// megabytes, 50 GB together.
    private static final int MEASURED_OBJECTS = 1_310;

    private static final double LEAST_MEGABYTES = 4;
    private static final double MOST_MEGABYTES = 1_300;

    /// Has sizes between those two add up to 50 GB.
    private static final int STEEPNESS = 37;

    /// What is copied, and in a scale that takes minutes.
    static List<Load> all(boolean brief) {
        return List.of(
                equal("small", brief ? 20_000 : 1_000_000, SMALL_BYTES),
                equal("large", brief ? 2 : 100, 2 * GIB),
                measured(brief ? 0.1 : 1),
                equal("one", 1, brief ? 4 * GIB : 80_000 * MEGABYTE));
    }

    private static Load equal(String name, int count, long bytes) {
        return new Load(name, LongStream.generate(() -> bytes).limit(count).boxed().toList());
    }

    /// @param scale of their number and of their sizes
    private static Load measured(double scale) {
        int count = (int) (MEASURED_OBJECTS * scale);
        var bytes = new ArrayList<Long>();
        for (int i = 0; i < count; i++) {
            double part = Math.pow(i / (count - 1.0), STEEPNESS);
            double megabytes = LEAST_MEGABYTES + (MOST_MEGABYTES - LEAST_MEGABYTES) * part;
            bytes.add((long) (scale * megabytes * MEGABYTE));
        }
        return new Load("mixed", bytes);
    }

    long total() {
        return bytes.stream().mapToLong(Long::longValue).sum();
    }

    boolean isSmall() {
        return bytes.getLast() <= SMALL_BYTES;
    }

    /// Puts the objects into the source under a prefix.
    void put(Measured measured, String prefix) {
        for (int i = 0; i < bytes.size(); i++) {
            measured.put(key(prefix, i), bytes.get(i));
        }
    }

    List<String> keys(String prefix) {
        return LongStream.range(0, bytes.size()).mapToObj(i -> key(prefix, (int) i)).toList();
    }

    private static String key(String prefix, int number) {
        return prefix + "%07d".formatted(number);
    }

    /// The messages that ask for them, as a comparison sends them.
    List<String> messages(String prefix) {
        var messages = new ArrayList<String>();
        var small = new ArrayList<Integer>();
        for (int i = 0; i < bytes.size(); i++) {
            if (bytes.get(i) > LARGEST_SMALL) {
                messages.add(Measured.job(key(prefix, i), bytes.get(i)));
            } else {
                small.add(i);
            }
        }
        small.stream()
                .map(i -> Measured.wish(key(prefix, i), bytes.get(i)))
                .gather(Gatherers.windowFixed(batchJobs()))
                .map(jobs -> Messages.encode(new Batch(jobs)))
                .forEach(messages::add);
        return messages;
    }

    /// A batch is 1,000 objects and 1 GiB at the most.
    private int batchJobs() {
        long largest =
                bytes.stream().filter(one -> one <= LARGEST_SMALL).max(Long::compare).orElse(1L);
        return Math.clamp(GIB / largest, 1, Batch.MAX_JOBS);
    }
}
