package s3migrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.object.ObjectLocation;
import s3migrate.route.IgnoreList;
import s3migrate.store.StoreException;
import s3migrate.store.memory.Fault;
import s3migrate.store.memory.Verb;

/// A pass over keys that somebody named.
class NamedKeysPassTest {

    private final TwoBuckets sides = new TwoBuckets();
    private final RecordedHandover handover = new RecordedHandover();
    private final List<String> unmet = new ArrayList<>();

    @Test
    void handsOverWhatDiffersOfThoseAndListsNothing() throws Exception {
        sides.writeBoth("same", "a");
        sides.writeSource("missing", "a");
        sides.writeSource("edited", "new");
        sides.writeDestination("edited", "old");
        sides.writeSource("other", "x");

        var outcome = run(Pauses.NONE, "same", "missing", "edited");

        assertThat(outcome).isInstanceOf(PassOutcome.Complete.class);
        assertThat(handover.given())
                .extracting(job -> job.source().key())
                .containsExactlyInAnyOrder("missing", "edited");
        assertThat(outcome.totals().found()).isEqualTo(new Amount(3, 5));
        assertThat(sides.source.faults().calls(Verb.LIST)).isZero();
        assertThat(sides.destination.faults().calls(Verb.LIST)).isZero();
    }

    @Test
    void saysWhichAreNotThereOrMayNotBeLookedAt() throws Exception {
        sides.writeSource("secret", "a");
        sides.source
                .faults()
                .place(
                        Verb.FIND,
                        new Fault.Refuses(
                                new StoreException.ObjectRefused("AccessDenied", "denied")));

        var outcome = run(Pauses.NONE, "secret", "gone");

        assertThat(unmet)
                .hasSize(2)
                .anyMatch(line -> line.endsWith("AccessDenied"))
                .anyMatch(line -> line.endsWith("absent"));
        assertThat(outcome.totals().found().objects()).isZero();
    }

    @Test
    void handsOverWhatWasRestored() throws Exception {
        sides.archive("cold", "DEEP_ARCHIVE");
        sides.restore("thawed", "DEEP_ARCHIVE");

        var totals = run(Pauses.NONE, "cold", "thawed").totals();

        assertThat(handover.given())
                .extracting(job -> job.source().key())
                .containsExactly("thawed");
        assertThat(totals.of(Finding.ARCHIVED).objects()).isEqualTo(1);
    }

    @Test
    void endsWhereItIsTold() throws Exception {
        sides.writeSource("missing", "a");

        assertThat(run(() -> Optional.of("enough"), "missing"))
                .isInstanceOf(PassOutcome.Paused.class);

        assertThat(handover.given()).isEmpty();
    }

    private PassOutcome run(Pauses pauses, String... keys) throws InterruptedException {
        var pass =
                new NamedKeysPass(
                        sides.route,
                        sides.source,
                        sides.destination,
                        sides.ledger,
                        IgnoreList.EMPTY,
                        sides.time,
                        PassListener.NONE);
        return pass.run(
                List.of(keys),
                handover,
                pauses,
                new NamedKeysPass.Unmet() {
                    @Override
                    public void absent(ObjectLocation source) {
                        unmet.add(source.key() + " absent");
                    }

                    @Override
                    public void refused(ObjectLocation source, StoreException.ObjectRefused why) {
                        unmet.add(source.key() + " " + why.code());
                    }
                });
    }
}
