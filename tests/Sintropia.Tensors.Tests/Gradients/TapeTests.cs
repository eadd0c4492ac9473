using Sintropia.Tensors.Gradients;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Tensors.Tests.Gradients;

public sealed class TapeTests
{
    [Fact]
    public void Without_a_tape_nothing_is_written()
    {
        var x = Tensor.Of(1, 2);
        var y = x * x;

        using var tape = new Tape();
        tape.Watch(x);
        Assert.Equal(0, tape.Length);
        Assert.False(tape.Knows(y));
    }

    [Fact]
    public void Only_what_depends_on_something_watched_is_written()
    {
        var (x, other) = (Tensor.Of(1, 2), Tensor.Of(3, 4));
        using var tape = new Tape();
        tape.Watch(x);

        var apart = other * other + 1;
        var result = x * apart;

        Assert.False(tape.Knows(apart));
        Assert.True(tape.Knows(result));
        Assert.Equal(1, tape.Length);
    }

    [Fact]
    public void A_tensor_used_many_times_gets_the_sum_of_its_gradients()
    {
        var x = Tensor.Of(2, 3);
        using var tape = new Tape();
        tape.Watch(x);

        var result = (x * x + x + x - x * 0.5f).Sum();

        Assert.Equal([5.5f, 7.5f], tape.Gradient(result, x).ToArray());
    }

    [Fact]
    public void Gradients_passed_on_unchanged_are_not_changed_by_what_is_added_later()
    {
        var (a, b) = (Tensor.Of(1, 2), Tensor.Of(3, 4));
        using var tape = new Tape();
        tape.Watch([a, b]);

        var gradients = tape.Gradient((a + b + a).Sum(), [a, b]);

        Assert.Equal([2f, 2], gradients[0].ToArray());
        Assert.Equal([1f, 1], gradients[1].ToArray());
    }

    [Fact]
    public void Results_on_the_way_have_gradients_too()
    {
        var x = Tensor.Of(2, 3);
        using var tape = new Tape();
        tape.Watch(x);
        var middle = x.Square();

        Assert.Equal([4f, 9], tape.Gradient((middle * middle).Sum() / 2, middle).ToArray());
    }

    [Fact]
    public void A_tape_can_be_asked_again()
    {
        var x = Tensor.Of(2, 3);
        using var tape = new Tape();
        tape.Watch(x);
        var (one, other) = (x.Sum(), x.Square().Sum());

        Assert.Equal([1f, 1], tape.Gradient(one, x).ToArray());
        Assert.Equal([4f, 6], tape.Gradient(other, x).ToArray());
        Assert.Equal([1f, 1], tape.Gradient(one, x).ToArray());
    }

    [Fact]
    public void Gradients_stop_at_a_detached_tensor()
    {
        var x = Tensor.Of(2, 3);
        using var tape = new Tape();
        tape.Watch(x);

        Assert.Equal([2f, 3], tape.Gradient((x * x.Detach()).Sum(), x).ToArray());
        Assert.Equal([0f, 0], tape.Gradient(x.Detach().Sum(), x).ToArray());
    }

    [Fact]
    public void A_number_that_does_not_depend_on_a_tensor_has_gradient_0()
    {
        var (x, y) = (Tensor.Of(2, 3), Tensor.Of(1));
        using var tape = new Tape();
        tape.Watch([x, y]);

        Assert.Equal([0f], tape.Gradient(x.Sum(), y).ToArray());
    }

    [Fact]
    public void Gradients_of_an_input_are_found_as_those_of_weights()
    {
        var (x, w) = (Tensor.From([1, 2], [1, 2]), Tensor.From([1, 2], [3, 4]));
        using var tape = new Tape();
        tape.Watch(x);

        Assert.Equal([3f, 4], tape.Gradient(x.Linear(w).Sum(), x).ToArray());
    }

    [Fact]
    public void Inner_tapes_leave_the_outer_ones_alone()
    {
        var x = Tensor.Of(2, 3);
        using var outer = new Tape();
        outer.Watch(x);
        using (var inner = new Tape())
        {
            inner.Watch(x);
            Assert.Equal([4f, 6], inner.Gradient(x.Square().Sum(), x).ToArray());
            Assert.Contains("reverse order", Assert.Throws<InvalidOperationException>(outer.Dispose).Message);
        }

        Assert.Equal(0, outer.Length);
        Assert.Equal([1f, 1], outer.Gradient(x.Sum(), x).ToArray());
    }

    [Fact]
    public void Other_threads_use_the_same_weights_without_writing_on_the_tape()
    {
        var x = Tensor.Of(2, 3);
        using var tape = new Tape();
        tape.Watch(x);
        Tape? seen = tape;
        var thread = new Thread(() =>
        {
            seen = Tape.Current;
            x.Square();
        });
        thread.Start();
        thread.Join();

        Assert.Null(seen);
        Assert.Equal(0, tape.Length);
    }

    [Fact]
    public void What_a_tape_has_written_down_cannot_be_changed_in_place()
    {
        var x = Tensor.Of(2, 3);
        using (var tape = new Tape())
        {
            tape.Watch(x);
            Assert.Contains("AddInPlace changes a [2]", Assert.Throws<InvalidOperationException>(() => x.AddInPlace(x)).Message);
        }

        x.AddInPlace(Tensor.Of(1, 1));
        Assert.Equal([3f, 4], x.ToArray());
    }

    [Fact]
    public void Questions_that_a_tape_cannot_answer_are_refused()
    {
        var (x, y) = (Tensor.Of(2, 3), Tensor.Of(1));
        var tape = new Tape();
        tape.Watch(x);
        var sum = x.Sum();

        Assert.Contains("Gradient of [2]", Assert.Throws<ShapeException>(() => tape.Gradient(x + 1, x)).Message);
        Assert.Contains("Watch it", Assert.Throws<InvalidOperationException>(() => tape.Gradient(sum, y)).Message);
        Assert.Throws<ShapeException>(() => tape.Gradient(x + 1, y, [x]));
        tape.Dispose();
        Assert.Contains("closed", Assert.Throws<InvalidOperationException>(() => tape.Gradient(sum, x)).Message);
    }

    [Fact]
    public void An_input_that_has_changed_since_is_noticed()
    {
        var (x, w) = (Tensor.Of(2, 3), Tensor.Of(1, 1));
        using var tape = new Tape();
        tape.Watch(x);
        var sum = (x * w).Sum();
        w.Span[0] = 5;

        Assert.Contains("Multiply of a [2] was written down", Assert.Throws<InvalidOperationException>(() => tape.Gradient(sum, x)).Message);
    }

    [Fact]
    public void Gradients_can_be_changed_in_place_without_changing_one_another()
    {
        var (a, b, seed) = (Tensor.Of(1, 2), Tensor.Of(3, 4), Tensor.Of(1, 1));
        using var tape = new Tape();
        tape.Watch([a, b]);

        var gradients = tape.Gradient(a + b, seed, [a, b, a]);
        foreach (var gradient in gradients) gradient.FillInPlace(7);

        Assert.Equal([1f, 1], seed.ToArray());
        Assert.Equal(3, gradients.Select(g => g.Storage).Distinct().Count());
        Assert.All(tape.Gradient((a + b).Sum(), [a, b]), g => Assert.True(g.IsContiguous));
    }
}
