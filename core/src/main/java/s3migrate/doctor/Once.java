package s3migrate.doctor;

import java.util.Optional;
import java.util.function.Supplier;

/// Computes a value when it is first asked for. Serves one thread.
final class Once<T> implements Supplier<T> {

    private final Supplier<T> computation;
    private Optional<T> value = Optional.empty();

    Once(Supplier<T> computation) {
        this.computation = computation;
    }

    @Override
    public T get() {
        if (value.isEmpty()) {
            value = Optional.of(computation.get());
        }
        return value.get();
    }
}
