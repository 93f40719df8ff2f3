package s3migrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import s3migrate.OddKeys;
import s3migrate.object.KeyOrder;

/// Two buckets with keys of every kind, and what a comparison key by key finds in them.
///
/// @param different keys of the objects that are missing at the destination, in order
/// @param same how many others there are
record ManyKeys(TwoBuckets sides, List<String> different, long same) {

    private static final int SEVERAL_PAGES = 8_000;

    /// Few keys mostly; sometimes enough of them for several pages and for cuts.
    static ManyKeys of(RandomGenerator random) {
        boolean many = random.nextInt(25) == 0;
        return of(random, many ? SEVERAL_PAGES + random.nextInt(4_000) : random.nextInt(60));
    }

    static ManyKeys of(RandomGenerator random, int count) {
        var sides = new TwoBuckets();
        boolean flat = random.nextBoolean();
        var different = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            String key = flat ? "%08x-%d".formatted(random.nextInt(), i) : deep(random, i);
            if (random.nextInt(10) == 0) {
                sides.writeSource(key, "abc");
                different.add(key);
            } else {
                sides.writeBoth(key, "abc");
            }
        }
        different.sort(KeyOrder.UTF_8);
        return new ManyKeys(sides, List.copyOf(different), count - different.size());
    }

    private static String deep(RandomGenerator random, int i) {
        return "a/b" + OddKeys.mixture(random, 6) + "/" + random.nextInt(9) + "/" + i;
    }

    void assertFound(Totals totals) {
        assertThat(totals.of(Finding.SAME).objects()).isEqualTo(same);
        assertThat(totals.of(Finding.SENT).objects()).isEqualTo(different.size());
        assertThat(totals.of(Finding.EXTRA).objects()).isZero();
    }

    @Override
    public String toString() {
        return "%d different, %d same".formatted(different.size(), same);
    }
}
