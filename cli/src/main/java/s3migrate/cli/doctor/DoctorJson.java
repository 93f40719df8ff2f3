package s3migrate.cli.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import s3migrate.cli.policy.PolicyDocument;
import s3migrate.doctor.Grade;
import s3migrate.doctor.Observation;
import s3migrate.route.Permission;
import s3migrate.route.Permission.Side;

/// The same for programs: an object a line, the verdict last. Names are those of
/// `docs/contracts.md`.
final class DoctorJson extends DoctorReport {

    private static final ObjectMapper JSON = new ObjectMapper();

    DoctorJson(PrintWriter out) {
        super(out);
    }

    @Override
    void print(Observation observation) {
        var line =
                JSON.createObjectNode()
                        .put("grade", observation.grade().text())
                        .put("subject", observation.subject())
                        .put("what", observation.what());
        if (!observation.why().isEmpty()) {
            line.put("why", observation.why());
        }
        if (!observation.remedy().isEmpty()) {
            line.put("remedy", observation.remedy());
        }
        observation.missing().ifPresent(missing -> put(line, "policy", List.of(missing)));
        out.println(line);
    }

    @Override
    void printVerdict() {
        var line =
                JSON.createObjectNode()
                        .put("ready", isReady())
                        .put("faults", of(Grade.FAULT))
                        .put("warnings", of(Grade.WARN));
        for (var side : Side.values()) {
            var missing = missing(side, Grade.WARN);
            if (!missing.isEmpty()) {
                put(line, side.name().toLowerCase(Locale.ROOT) + "_policy", missing);
            }
        }
        out.println(line);
    }

    private static void put(ObjectNode line, String name, List<Permission> missing) {
        try {
            line.set(name, JSON.readTree(PolicyDocument.ofIdentity(missing)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
