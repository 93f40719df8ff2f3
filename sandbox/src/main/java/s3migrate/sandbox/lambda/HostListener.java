package s3migrate.sandbox.lambda;

/// Hears of every [HostEvent], in the thread that brought it about. Called from many threads.
@FunctionalInterface
public interface HostListener {
    void on(HostEvent event);
}
