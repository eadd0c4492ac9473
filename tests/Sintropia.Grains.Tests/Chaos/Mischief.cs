using Orleans;

namespace Sintropia.Grains.Tests.Chaos;

/// <summary>Tampers with the calls of this project's grains, by chance.</summary>
/// <param name="seed">Of the chance.</param>
/// <param name="tampers">How, given the share of calls for which it does nothing.</param>
internal sealed class Mischief(int seed, Func<Mischief, IIncomingGrainCallContext, Task> tampers) : IIncomingGrainCallFilter
{
    private readonly Random _random = new(seed);
    private int _done;

    /// <summary>How many calls were tampered with.</summary>
    public int Done => _done;

    /// <summary>Calls are executed twice, and the second answer is given.</summary>
    public static Mischief Doubling(int seed) => new(seed, async (mischief, context) =>
    {
        if (mischief.Strikes(context, 0.3)) await context.Invoke();
        await context.Invoke();
    });

    /// <summary>Questions get lost before anybody hears them, and answers on their way back.</summary>
    public static Mischief Losing(int seed) => new(seed, async (mischief, context) =>
    {
        if (mischief.Strikes(context, 0.02)) throw new TimeoutException("The question was lost.");
        await context.Invoke();
        if (mischief.Strikes(context, 0.02)) throw new TimeoutException("The answer was lost.");
    });

    /// <summary>Calls take their time, some of them longer than their caller waits.</summary>
    public static Mischief Slowing(int seed, TimeSpan patience) => new(seed, async (mischief, context) =>
    {
        if (mischief.Strikes(context, 0.002)) await Task.Delay(patience * 1.5);
        else if (mischief.Strikes(context, 0.1)) await Task.Delay(TimeSpan.FromMilliseconds(3));
        await context.Invoke();
    });

    public Task Invoke(IIncomingGrainCallContext context) => tampers(this, context);

    /// <summary>Whether a call is tampered with. Calls of single cells are so many that a part of them is left alone, else no tick would end.</summary>
    private bool Strikes(IIncomingGrainCallContext context, double share)
    {
        if (!context.InterfaceName.Contains("Sintropia", StringComparison.Ordinal)) return false;
        if (context.InterfaceName.Contains("ICellGrain", StringComparison.Ordinal)) share /= 500;
        lock (_random)
            if (_random.NextDouble() >= share) return false;
        Interlocked.Increment(ref _done);
        return true;
    }
}
