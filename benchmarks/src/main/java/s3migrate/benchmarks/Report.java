package s3migrate.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// What one benchmark found, where and when.
record Report(
        String name,
        String about,
        boolean brief,
        Instant at,
        Machine machine,
        List<Figure> figures) {

    static Report of(String name, Benchmark benchmark, boolean brief) throws Exception {
        List<Figure> figures = benchmark.measure(brief);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return new Report(name, benchmark.about(), brief, now, Machine.here(), figures);
    }

    boolean misses() {
        return figures.stream().flatMap(one -> one.target().stream()).anyMatch(one -> !one.met());
    }

    /// A line for each figure.
    String text() {
        StringBuilder text = new StringBuilder();
        for (Figure figure : figures) {
            text.append("%-42s %10s".formatted(figure.name(), figure.number()));
            figure.target()
                    .ifPresent(target ->
                            text.append("  ")
                                    .append(target.wanted())
                                    .append(target.met() ? "" : "  MISSED"));
            text.append(figure.note().isEmpty() ? "" : "  (" + figure.note() + ")").append('\n');
        }
        return text.toString();
    }

    /// All of it in one line: each figure by its name, and the targets.
    String json() throws JsonProcessingException {
        JsonMapper mapper = new JsonMapper();
        ObjectNode root =
                mapper.createObjectNode()
                        .put("benchmark", name)
                        .put("short", brief)
                        .put("at", at.toString())
                        .put("machine", machine.system())
                        .put("processor", machine.processor())
                        .put("cores", machine.cores())
                        .put("load_average", machine.load())
                        .put("java", machine.java())
                        .put("sdk", machine.sdk());
        for (Figure figure : figures) {
            root.put(figure.name(), Math.round(figure.value() * 10_000) / 10_000.0);
        }
        ObjectNode targets = root.putObject("targets");
        for (Figure figure : figures) {
            figure.target()
                    .ifPresent(target ->
                            targets.putObject(figure.name())
                                    .put("wanted", target.wanted())
                                    .put("met", target.met()));
        }
        return mapper.writeValueAsString(root);
    }

    /// A section of a page.
    String markdown() {
        StringBuilder page = new StringBuilder();
        page.append("## `%s`\n\n%s\n\n".formatted(name, about.strip()));
        page.append(
                "%s, %s, %d cores, load %.1f; %s; JDK %s, AWS SDK %s.\n\n"
                        .formatted(
                                at,
                                machine.processor(),
                                machine.cores(),
                                machine.load(),
                                machine.system(),
                                machine.java(),
                                machine.sdk()));
        page.append("| figure | value | target | |\n|---|---:|---|---|\n");
        for (Figure figure : figures) {
            String target =
                    figure.target()
                            .map(one -> one.wanted() + (one.met() ? "" : " **missed**"))
                            .orElse("");
            page.append(
                    "| `%s` | %s | %s | %s |\n"
                            .formatted(figure.name(), figure.number(), target, figure.note()));
        }
        return page.append('\n').toString();
    }
}
