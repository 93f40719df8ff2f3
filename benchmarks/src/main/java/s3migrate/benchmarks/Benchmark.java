package s3migrate.benchmarks;

import java.util.List;
import java.util.Map;

/// Something that is measured.
public interface Benchmark {
    /// What is measured and how, in a few sentences of Markdown.
    default String about() {
        return "";
    }

    /// Parts of it that can be measured each alone, by name; none if it is one piece.
    default Map<String, Benchmark> cases() {
        return Map.of();
    }

    /// Does the work and says what it took; if `brief`, in seconds and less exactly.
    List<Figure> measure(boolean brief) throws Exception;
}
