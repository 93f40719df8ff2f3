package s3migrate.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import s3migrate.benchmarks.sandbox.SandboxBenchmark;

/// Runs one benchmark: `NAME [--short]`. Prints its figures, then all of them as one line of JSON.
/// Ends with 0, with 1 if a target is missed, with 2 if the command is wrong.
public final class Main {
    private static final Map<String, Benchmark> BENCHMARKS =
            new TreeMap<>(Map.of("sandbox", new SandboxBenchmark()));

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        boolean brief = words.contains("--short");
        List<String> names = words.stream().filter(word -> !word.equals("--short")).toList();
        Benchmark benchmark = names.size() == 1 ? BENCHMARKS.get(names.getFirst()) : null;
        if (benchmark == null) {
            System.err.println(
                    "usage: benchmarks/run "
                            + String.join("|", BENCHMARKS.keySet())
                            + " [--short]; found: "
                            + String.join(" ", words));
            System.exit(2);
            return;
        }
        List<Figure> figures = benchmark.measure(brief);
        figures.forEach(System.out::println);
        System.out.println(json(names.getFirst(), brief, figures));
        boolean missed =
                figures.stream().flatMap(one -> one.target().stream()).anyMatch(one -> !one.met());
        System.exit(missed ? 1 : 0);
    }

    private static String json(String name, boolean brief, List<Figure> figures)
            throws JsonProcessingException {
        OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
        JsonMapper mapper = new JsonMapper();
        ObjectNode root =
                mapper.createObjectNode()
                        .put("benchmark", name)
                        .put("short", brief)
                        .put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                        .put("machine", machine.getName() + " " + machine.getArch())
                        .put("cores", machine.getAvailableProcessors())
                        .put("load_average", machine.getSystemLoadAverage())
                        .put("java", Runtime.version().toString());
        ObjectNode values = root.putObject("figures");
        ObjectNode targets = root.putObject("targets");
        for (Figure figure : figures) {
            values.put(figure.name(), Math.round(figure.value() * 100) / 100.0);
            figure.target()
                    .ifPresent(target ->
                            targets.putObject(figure.name())
                                    .put("wanted", target.wanted())
                                    .put("met", target.met()));
        }
        return mapper.writeValueAsString(root);
    }
}
