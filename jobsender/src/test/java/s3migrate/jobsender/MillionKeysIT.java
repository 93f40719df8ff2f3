package s3migrate.jobsender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.job.Batch;

/// A million keys, and a function that may run for 20 seconds, of which it keeps most in reserve:
/// many invocations go on with one run, and one of them is killed. `mvn verify -Pexhaustive` runs
/// it.
@Tag("exhaustive")
class MillionKeysIT {

    private static final int KEYS = 1_000_000;
    private static final int MISSING = 1_000;

    @TempDir private Path directory;

    @Test
    void areComparedByManyInvocationsAndEachIsCountedOnce() throws Exception {
        try (var sandbox =
                new SandboxJobsender(
                        directory, Map.of("LeaseSeconds", "3", "MarginSeconds", "16"))) {
            sandbox.fill(KEYS);
            var missing = new HashSet<String>();
            for (int i = 0; i < MISSING; i++) {
                String key = "%s/missing".formatted(i * (KEYS / MISSING));
                sandbox.writeSource(key, "abc".getBytes(UTF_8));
                missing.add(key);
            }
            sandbox.killAtPageOfSource(150);
            sandbox.startAllRoutes();

            var stretches = new ArrayList<JsonNode>();
            do {
                stretches.add(sandbox.awaitLog("route_compared"));
                System.out.println(stretches.getLast());
            } while (!stretches.getLast().path("outcome").asText().equals("complete"));

            var end = stretches.getLast();
            assertThat(end.path("found").asLong()).isEqualTo(KEYS + MISSING);
            assertThat(end.path("same").asLong()).isEqualTo(KEYS);
            assertThat(end.path("missing").asLong()).isEqualTo(MISSING);
            assertThat(stretches).hasSizeGreaterThan(2);
            // Where the machine is busy, a stretch may end at its time limit too.
            assertThat(sandbox.kills()).isPositive();
            assertThat(handedOver(sandbox)).isEqualTo(missing);
        }
    }

    private static Set<String> handedOver(SandboxJobsender sandbox) throws InterruptedException {
        var keys = new HashSet<String>();
        for (var message : sandbox.batches()) {
            ((Batch) message).jobs().forEach(job -> keys.add(job.source().key()));
        }
        return keys;
    }
}
