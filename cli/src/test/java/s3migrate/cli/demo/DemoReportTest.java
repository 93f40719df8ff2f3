package s3migrate.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.ledger.Evidence;

class DemoReportTest {

    private static final FailureList AS_PLANNED =
            new FailureList(
                    List.of(
                            new FailureList.Failure("malformed", "Src_key is missing"),
                            new FailureList.Failure(
                                    "AccessDenied",
                                    "get s3://demo-source/private/denied.txt: denied")));

    private final ScreenText screen = new ScreenText();

    @Test
    void everythingAsPlanned() {
        var report =
                report(
                        Optional.of(PlannedFailures.GENERATED),
                        AS_PLANNED,
                        host(List.of()),
                        true,
                        new Audit.Result(200, 0, List.of(), Duration.ofMillis(4_812)));

        report.print(screen.out());

        assertThat(report.isAsPlanned()).isTrue();
        assertThat(screen.text())
                .isEqualTo(
                        """

                          found      201 objects, 261.6 MiB: 101 by events, 100 by the comparison
                          copied     200 in 38.9 s
                          failed     2, as planned
                          proved     150 by the source's checksum
                          proved     40 by our own checksum
                          proved     10 by what is not recorded
                          worker     17 invocations, 4 cold, 1 killed hard, 24 parts resumed
                          jobsender  2 invocations, 1 cold
                          TLS by     ACCP 2.5.0
                          compared   200 of 200 equal in 4.8 s: keys, bytes, headers, metadata, tags

                          Failed:
                            malformed: Src_key is missing
                            AccessDenied: get s3://demo-source/private/denied.txt: denied

                        2 failed, as planned: an object that nobody may read, and a message that nobody can do. All else is equal.
                        """);
    }

    @Test
    void whatDiffersAndWhatWentWrong() {
        var report =
                report(
                        Optional.empty(),
                        new FailureList(List.of(new FailureList.Failure("Mismatch", "too short"))),
                        host(List.of("queue_failed: away", "queue_failed: away")),
                        false,
                        new Audit.Result(
                                199,
                                2,
                                List.of("a: bytes differ from offset 7 on", "b: tags {}"),
                                Duration.ofSeconds(1)));

        report.print(screen.out());

        assertThat(report.isAsPlanned()).isFalse();
        assertThat(screen.text())
                .contains(
                        """
                          failed     1
                        """)
                .contains(
                        """
                          worker     17 invocations, 4 cold, kills cannot be shown in one process, 24 parts resumed
                        """)
                .endsWith(
                        """
                          compared   199 of 201 equal in 1.0 s: keys, bytes, headers, metadata, tags

                          Failed:
                            Mismatch: too short

                          Different:
                            a: bytes differ from offset 7 on
                            b: tags {}

                          Errors on the way:
                            queue_failed: away

                        NOT as it should be.
                        """);
    }

    @Test
    void ofFilesAllMustBeEqual() {
        var none = new FailureList(List.of());
        var host = host(List.of());

        var equal = report(Optional.empty(), none, host, true, audit(201));
        var oneMissing = report(Optional.empty(), none, host, true, audit(200));
        var failed = report(Optional.empty(), AS_PLANNED, host, true, audit(201));

        assertThat(equal.isAsPlanned()).isTrue();
        assertThat(oneMissing.isAsPlanned()).isFalse();
        assertThat(failed.isAsPlanned()).isFalse();
    }

    private static Audit.Result audit(int equal) {
        return new Audit.Result(equal, 0, List.of(), Duration.ZERO);
    }

    private static HostLog.Counts host(List<String> errors) {
        return new HostLog.Counts(
                new HostLog.Invocations(17, 4),
                new HostLog.Invocations(2, 1),
                1,
                0,
                24,
                errors,
                Optional.of("ACCP 2.5.0"));
    }

    private static DemoReport report(
            Optional<PlannedFailures> planned,
            FailureList failures,
            HostLog.Counts host,
            boolean canBeKilled,
            Audit.Result audit) {
        return new DemoReport(
                201,
                274_307_481,
                101,
                100,
                200,
                Duration.ofMillis(38_949),
                new EvidenceCounts(
                        new EnumMap<>(Map.of(Evidence.CHECKSUM, 150, Evidence.OWN_CHECKSUM, 40))),
                planned,
                failures,
                host,
                canBeKilled,
                audit);
    }
}
