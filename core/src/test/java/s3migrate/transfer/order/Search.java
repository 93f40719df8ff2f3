package s3migrate.transfer.order;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Runs a scenario in every order there is. States that were seen before are not followed again; a
/// path is taken again from its start, because threads cannot be copied.
final class Search {

    /// What was explored. `complete` is false if `mostStates` ended it.
    record Result(Scenario scenario, int states, int moves, boolean complete) {}

    private record Path(@Nullable Path before, Move move) {}

    private final Scenario scenario;

    Search(Scenario scenario) {
        this.scenario = scenario;
    }

    /// All orders, or as many as lead to `mostStates` different states.
    ///
    /// @throws AssertionError naming what broke, with the moves that led to it
    Result everywhere(int mostStates) {
        return onVirtualThread(() -> search(mostStates));
    }

    /// One order by chance.
    void atRandom(long seed) {
        var _ = onVirtualThread(() -> walk(new Random(seed)));
    }

    private Result search(int mostStates) {
        var seen = new HashSet<Long>();
        var open = new ArrayDeque<Optional<Path>>();
        open.push(Optional.empty());
        int moves = 0;
        while (!open.isEmpty()) {
            var path = open.pop().orElse(null);
            try (var world = new World(scenario)) {
                follow(world, path);
                while (seen.add(world.fingerprint())) {
                    if (seen.size() >= mostStates) {
                        return new Result(scenario, seen.size(), moves, false);
                    }
                    var next = Choices.in(world);
                    demandRest(world, next);
                    if (next.isEmpty()) {
                        break;
                    }
                    for (var other : next.subList(1, next.size())) {
                        open.push(Optional.of(new Path(path, other)));
                    }
                    moves += next.size();
                    path = new Path(path, next.getFirst());
                    world.make(next.getFirst());
                }
            } catch (AssertionError broken) {
                throw explained(path, broken);
            }
        }
        return new Result(scenario, seen.size(), moves, true);
    }

    private Result walk(Random random) {
        Path path = null;
        int moves = 0;
        try (var world = new World(scenario)) {
            for (var next = Choices.in(world); !next.isEmpty(); next = Choices.in(world)) {
                var move = next.get(random.nextInt(next.size()));
                path = new Path(path, move);
                moves++;
                world.make(move);
            }
            demandRest(world, List.of());
        } catch (AssertionError broken) {
            throw explained(path, broken);
        }
        return new Result(scenario, moves, moves, true);
    }

    private static void demandRest(World world, List<Move> next) {
        if (next.isEmpty() && !world.messages.isEmpty()) {
            throw new AssertionError("stuck with messages " + world.messages);
        }
    }

    private static void follow(World world, @Nullable Path path) {
        moves(path).forEach(world::make);
    }

    private static List<Move> moves(@Nullable Path path) {
        var moves = new ArrayList<Move>();
        for (var at = path; at != null; at = at.before()) {
            moves.add(at.move());
        }
        return moves.reversed();
    }

    /// The same moves once more, each with the call it was about.
    private AssertionError explained(@Nullable Path path, AssertionError broken) {
        var text = new StringBuilder(broken.getMessage() + "\n" + scenario);
        try (var world = new World(scenario)) {
            for (var move : moves(path)) {
                text.append("\n  ").append(move);
                if (move instanceof Move.Step(int i)) {
                    text.append(' ').append(world.workers.get(i).actor.call());
                } else if (move instanceof Move.Kill(int i, _)) {
                    text.append(' ').append(world.workers.get(i).actor.call());
                } else if (move instanceof Move.Lose(int i)) {
                    text.append(' ').append(world.workers.get(i).actor.call());
                } else if (move instanceof Move.Land(int i)) {
                    text.append(' ').append(world.late.get(i));
                }
                world.make(move);
            }
        } catch (AssertionError again) {
            return new AssertionError(text.toString(), broken);
        }
        return new AssertionError("not the same again: " + text, broken);
    }

    /// Workers are virtual threads: handing on among those is cheap.
    private static <T> T onVirtualThread(Callable<T> work) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.submit(work).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError broken) {
                throw broken;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
