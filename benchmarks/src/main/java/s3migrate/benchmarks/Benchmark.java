package s3migrate.benchmarks;

import java.util.List;

/// Something that is measured.
public interface Benchmark {
    /// What is measured and how, in a few sentences of Markdown.
    default String about() {
        return "";
    }

    /// Does the work and says what it took; if `brief`, in seconds and less exactly.
    List<Figure> measure(boolean brief) throws Exception;
}
