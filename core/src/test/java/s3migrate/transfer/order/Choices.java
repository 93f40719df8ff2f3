package s3migrate.transfer.order;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// What may happen next in a world.
///
/// A worker is killed only before a call that others can see: before any other it leaves the same
/// behind.
final class Choices {

    private Choices() {}

    /// What may happen now. Where the source is final, a look at it is the same whenever it is
    /// taken: then that alone.
    static List<Move> in(World world) {
        if (world.sourceIsFinal()) {
            for (int i = 0; i < world.workers.size(); i++) {
                if (world.workers.get(i).actor.call().kind() == Call.Kind.READ_SOURCE) {
                    return List.of(new Move.Step(i));
                }
            }
        }
        var moves = new ArrayList<Move>();
        for (int i = 0; i < world.workers.size(); i++) {
            addMovesOf(world, i, moves);
        }
        addDeliveries(world, moves);
        if (!world.sourceIsFinal()) {
            moves.add(new Move.SourceMoves());
        }
        for (int i = 0; i < world.late.size(); i++) {
            moves.add(new Move.Land(i));
            moves.add(new Move.Fade(i));
        }
        if (world.workers.isEmpty() && world.messages.stream().anyMatch(message -> message.waits)) {
            moves.add(new Move.Wait());
        }
        if (!world.workers.isEmpty() && world.left().expiries() > 0) {
            moves.add(new Move.Oversleep());
        }
        return moves;
    }

    private static void addMovesOf(World world, int i, List<Move> moves) {
        var kind = world.workers.get(i).actor.call().kind();
        moves.add(new Move.Step(i));
        if (kind.changes() && world.left().kills() > 0) {
            moves.add(new Move.Kill(i, false));
            if (kind.canBeLate() && world.left().late() > 0) {
                moves.add(new Move.Kill(i, true));
            }
        }
        if (kind.canBeLate() && world.left().lost() > 0) {
            moves.add(new Move.Lose(i));
        }
        if (world.left().timeouts() > 0) {
            moves.add(new Move.TimeUp(i));
        }
    }

    private static void addDeliveries(World world, List<Move> moves) {
        var texts = new HashSet<String>();
        for (int i = 0; i < world.messages.size() && world.workers.size() < World.WORKERS; i++) {
            var message = world.messages.get(i);
            if (message.visible() && texts.add(message.text)) {
                moves.add(new Move.Begin(i));
            }
            if (message.readers == 1 && world.left().twice() > 0) {
                moves.add(new Move.Again(i));
            }
        }
    }
}
