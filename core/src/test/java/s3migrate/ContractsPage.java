package s3migrate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// `docs/contracts.md`, as tests read it.
///
/// An example is a fenced block right behind `<!-- example: <kind> <rest> -->`, or behind `<!--
/// example not built yet: … -->`. A table comes behind `<!-- table: <name> -->`.
public final class ContractsPage {

    private static final String NOT_BUILT = "*(not built yet)*";
    private static final String FENCE = "```";
    private static final Pattern EXAMPLE =
            Pattern.compile(
                    "<!-- example(?<later> not built yet)?: (?<kind>[a-z-]+):? ?(?<rest>.*) -->");

    private final List<String> lines;

    /// A fenced block; `rest` is what stands behind its kind.
    public record Example(int line, String kind, String rest, boolean built, String text) {

        @Override
        public String toString() {
            return "contracts.md:%d %s %s".formatted(line, kind, rest);
        }
    }

    /// A row of a table: its first cell without code marks, and the others.
    public record Row(String name, boolean built, List<String> cells) {}

    private ContractsPage(List<String> lines) {
        this.lines = lines;
    }

    public static ContractsPage read() {
        try {
            return new ContractsPage(Files.readAllLines(Path.of("..", "docs", "contracts.md")));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /// Every fenced block of the page.
    public List<Example> examples() {
        var examples = new ArrayList<Example>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(FENCE)) {
                int end = i + 1;
                while (!lines.get(end).equals(FENCE)) {
                    end++;
                }
                examples.add(example(i, String.join("\n", lines.subList(i + 1, end))));
                i = end;
            }
        }
        return examples;
    }

    public List<Row> table(String name) {
        int start = lines.indexOf("<!-- table: %s -->".formatted(name));
        if (start < 0) {
            throw new IllegalStateException("no table " + name);
        }
        return lines.stream()
                .skip(start + 3L)
                .takeWhile(line -> line.startsWith("|"))
                .map(ContractsPage::row)
                .toList();
    }

    private Example example(int fence, String text) {
        var comment = EXAMPLE.matcher(lines.get(fence - 1));
        if (!comment.matches()) {
            throw new IllegalStateException(
                    "contracts.md:%d: a block without <!-- example: … --> before it"
                            .formatted(fence + 1));
        }
        return new Example(
                fence + 1,
                comment.group("kind"),
                comment.group("rest"),
                comment.group("later") == null,
                text);
    }

    private static Row row(String line) {
        var cells =
                Arrays.stream(line.substring(1, line.length() - 1).split("\\|"))
                        .map(String::strip)
                        .toList();
        String first = cells.getFirst();
        return new Row(
                first.replace(NOT_BUILT, "").replace("`", "").strip(),
                !first.contains(NOT_BUILT),
                cells.subList(1, cells.size()));
    }
}
