using Sintropia.Tensors.Backends;
using Sintropia.Tensors.Gradients;

namespace Sintropia.Tensors.Tests;

public sealed class WorkspaceTests
{
    [Fact]
    public void The_next_scope_uses_the_same_tensors_and_buffers_again()
    {
        var workspace = new Workspace();
        var x = Tensor.Of(1, 2, 3);
        Tensor first;
        Storage storage;
        using (workspace.Begin())
        {
            first = x + 1;
            storage = first.Storage;
        }

        using (workspace.Begin())
        {
            var second = x * 2;
            Assert.Same(first, second);
            Assert.Same(storage, second.Storage);
            Assert.Equal([2f, 4, 6], second.ToArray());
        }
    }

    [Fact]
    public void A_tensor_of_a_scope_that_has_ended_refuses_to_be_read()
    {
        var workspace = new Workspace(strict: true);
        Tensor lost;
        using (workspace.Begin()) lost = Tensor.Ones([2]);
        using (workspace.Begin()) Tensor.Zeros([2]);

        Assert.Contains("has ended", Assert.Throws<InvalidOperationException>(() => lost.ToArray()).Message);
        Assert.Contains("has ended", lost.ToString());
    }

    [Fact]
    public void What_an_inner_scope_keeps_lives_as_long_as_the_outer()
    {
        var workspace = new Workspace();
        using var outer = workspace.Begin();
        Tensor kept, view;
        using (var inner = workspace.Begin())
        {
            var dropped = Tensor.Full([3], 1);
            kept = inner.Keep(Tensor.Full([3], 2));
            view = inner.Keep(Tensor.Full([2, 3], 3).Transpose());
            Assert.Equal(1, dropped.ToArray()[0]);
        }

        using (workspace.Begin())
            for (var i = 0; i < 5; i++)
                Tensor.Full([6], 9);

        Assert.Equal([2f, 2, 2], kept.ToArray());
        Assert.All(view.ToArray(), v => Assert.Equal(3, v));
    }

    [Fact]
    public void What_the_outermost_scope_keeps_belongs_to_whoever_holds_it()
    {
        var workspace = new Workspace();
        Tensor kept;
        using (var scope = workspace.Begin()) kept = scope.Keep(Tensor.Full([3], 2));
        using (workspace.Begin())
            for (var i = 0; i < 5; i++)
                Tensor.Full([3], 9);

        Assert.Equal([2f, 2, 2], kept.ToArray());
        Assert.False(kept.Storage.IsPooled);
    }

    [Fact]
    public void Clones_live_outside()
    {
        var workspace = new Workspace();
        Tensor clone;
        using (workspace.Begin()) clone = Tensor.Full([3], 2).Clone();
        using (workspace.Begin()) Tensor.Full([3], 9);

        Assert.Equal([2f, 2, 2], clone.ToArray());
    }

    [Fact]
    public void Scopes_end_in_the_reverse_order_of_their_beginnings()
    {
        var workspace = new Workspace();
        var outer = workspace.Begin();
        var inner = workspace.Begin();

        Assert.Contains("reverse order", Assert.Throws<InvalidOperationException>(outer.Dispose).Message);
        Assert.Throws<InvalidOperationException>(() => outer.Keep(Tensor.Ones([1])));
        inner.Dispose();
        outer.Dispose();
        Assert.Null(Workspace.Current);
    }

    [Fact]
    public void Workspaces_nest_and_the_outer_one_is_back_after_the_inner()
    {
        var (one, other) = (new Workspace(), new Workspace());
        using var outer = one.Begin();
        using (other.Begin())
        {
            Assert.Same(other, Workspace.Current);
            Assert.Contains("Give each thread its own", Assert.Throws<InvalidOperationException>(() => one.Begin()).Message);
        }

        Assert.Same(one, Workspace.Current);
    }

    [Fact]
    public void A_tape_that_outlives_a_scope_knows_that_its_results_are_gone()
    {
        var workspace = new Workspace();
        var x = Tensor.Of(1, 2);
        using var tape = new Tape();
        tape.Watch(x);
        using (workspace.Begin()) x.Square().Sum();

        Assert.Contains("inside the scope", Assert.Throws<InvalidOperationException>(() => tape.Gradient(x.Sum(), x)).Message);
    }

    [Fact]
    public void Size_classes_hold_what_they_are_asked_for_and_waste_at_most_an_eighth()
    {
        var last = -1;
        for (var length = 0; length < 100_000; length++) Check(length, ref last);
        for (var length = 100_000; length < int.MaxValue - 2_000_003; length += 999_983) Check(length, ref last);
        Assert.True(Workspace.SizeOf(Workspace.SizeClass(Array.MaxLength)) >= Array.MaxLength);

        static void Check(int length, ref int last)
        {
            var size = Workspace.SizeClass(length);
            var room = Workspace.SizeOf(size);
            Assert.InRange(room, length, Math.Max(8, (long)length * 9 / 8));
            Assert.Equal(size, Workspace.SizeClass(room));
            Assert.True(size >= last);
            last = size;
        }
    }

    [Fact]
    public void A_workspace_serves_batches_that_change_in_size()
    {
        var workspace = new Workspace();
        var weights = Tensor.Ones([4, 3]);
        foreach (var rows in (int[])[5, 1, 9, 5, 0, 33])
            using (workspace.Begin())
                Assert.All(Tensor.Full([rows, 3], 2).Linear(weights).Relu().ToArray(), v => Assert.Equal(6, v));
    }
}
