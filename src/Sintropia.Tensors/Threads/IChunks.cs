namespace Sintropia.Tensors.Threads;

/// <summary>Work in numbered pieces that may run in any order, at the same time, on any thread. A struct, so that handing it to a <see cref="Team"/> allocates nothing.</summary>
public interface IChunks
{
    /// <summary>Does one piece. Two pieces write nothing that the other reads or writes; so neither the order nor the number of threads can change the result.</summary>
    /// <param name="chunk">From 0 to the number given to <see cref="Team.Run{TJob}"/>, exclusive.</param>
    void Run(int chunk);
}
