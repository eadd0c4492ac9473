using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>A function of one number, in sixteen lanes and alone. The two agree to the last bit.</summary>
public interface IUnaryFunction
{
    /// <summary>Whether it costs less than the memory that it reads and writes, so that four steps are worth taking at once.</summary>
    static virtual bool IsLight => false;

    /// <summary>Sixteen at a time.</summary>
    Vector512<float> Of(Vector512<float> x);

    /// <summary>What a lane of <see cref="Of"/> means, in plain arithmetic.</summary>
    float Reference(float x);
}
