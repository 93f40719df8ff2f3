package s3migrate.sandbox.lambda;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import s3migrate.sandbox.json.Await;

/// Keeps what a host reports and what its functions write.
final class Recorder implements HostListener, FunctionLog {
    private final List<HostEvent> events = new CopyOnWriteArrayList<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void on(HostEvent event) {
        events.add(event);
    }

    @Override
    public void line(String function, String text) {
        lines.add(function + ": " + text);
    }

    <E extends HostEvent> List<E> all(Class<E> type, String function) {
        return events.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(event -> event.function().equals(function))
                .toList();
    }

    /// Waits for the n-th event of the type.
    <E extends HostEvent> E await(int n, Class<E> type, String function) throws Exception {
        Await.until(() -> all(type, function).size() >= n);
        return all(type, function).get(n - 1);
    }

    List<String> lines() {
        return lines;
    }
}
