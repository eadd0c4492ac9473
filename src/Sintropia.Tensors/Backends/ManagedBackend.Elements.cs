using Sintropia.Tensors.Kernels.Activations;
using Sintropia.Tensors.Kernels.Arithmetic;
using Sintropia.Tensors.Kernels.Functions;
using Sintropia.Tensors.Kernels.Walks;

namespace Sintropia.Tensors.Backends;

/// <content>Element by element.</content>
public sealed partial class ManagedBackend
{
    /// <inheritdoc/>
    public void AddScaled(Tensor destination, Tensor source, float scale) => Zip(new Axpy(scale), source, destination, destination);

    /// <inheritdoc/>
    public void Unary(UnaryOperation operation, Tensor x, float p, float q, Tensor result)
    {
        switch (operation)
        {
            case UnaryOperation.Negate: Map(default(Negate), x, result); break;
            case UnaryOperation.Affine: Map(new Affine(p, q), x, result); break;
            case UnaryOperation.Absolute: Map(default(Absolute), x, result); break;
            case UnaryOperation.Sign: Map(default(Sign), x, result); break;
            case UnaryOperation.Square: Map(default(Square), x, result); break;
            case UnaryOperation.SquareRoot: Map(default(SquareRoot), x, result); break;
            case UnaryOperation.ReciprocalSquareRoot: Map(default(ReciprocalSquareRoot), x, result); break;
            case UnaryOperation.Reciprocal: Map(default(Reciprocal), x, result); break;
            case UnaryOperation.Power: Map(new Power(p), x, result); break;
            case UnaryOperation.Clamp: Map(new Clamp(p, q), x, result); break;
            case UnaryOperation.Exp: Map(default(Exp), x, result); break;
            case UnaryOperation.ExpMinusOne: Map(default(Expm1), x, result); break;
            case UnaryOperation.Log: Map(default(Log), x, result); break;
            case UnaryOperation.LogOnePlus: Map(default(Log1p), x, result); break;
            case UnaryOperation.Sigmoid: Map(default(Sigmoid), x, result); break;
            case UnaryOperation.LogSigmoid: Map(default(LogSigmoid), x, result); break;
            case UnaryOperation.Tanh: Map(default(Tanh), x, result); break;
            case UnaryOperation.Erf: Map(default(Erf), x, result); break;
            case UnaryOperation.Relu: Map(default(Relu), x, result); break;
            case UnaryOperation.LeakyRelu: Map(new LeakyRelu(p), x, result); break;
            case UnaryOperation.Elu: Map(new Elu(p), x, result); break;
            case UnaryOperation.EluPlusOne: Map(default(EluPlusOne), x, result); break;
            case UnaryOperation.Softplus: Map(default(Softplus), x, result); break;
            case UnaryOperation.Silu: Map(default(Silu), x, result); break;
            case UnaryOperation.Gelu: Map(default(Gelu), x, result); break;
            case UnaryOperation.GeluTanh: Map(default(GeluTanh), x, result); break;
            case UnaryOperation.LogGamma: Map(default(LogGamma), x, result); break;
            case UnaryOperation.Digamma: Map(default(Digamma), x, result); break;
            case UnaryOperation.Trigamma: Map(default(Trigamma), x, result); break;
            case UnaryOperation.Sine: Map(default(Sine), x, result); break;
            case UnaryOperation.Cosine: Map(default(Cosine), x, result); break;
            default: throw Unknown(nameof(UnaryOperation), operation);
        }
    }

    /// <inheritdoc/>
    public void UnaryGradient(UnaryOperation operation, Tensor x, Tensor y, Tensor gradient, float p, float q, Tensor result)
    {
        switch (operation)
        {
            case UnaryOperation.Negate: Map(default(Negate), gradient, result); break;
            case UnaryOperation.Affine: Map(new Affine(p, 0), gradient, result); break;
            case UnaryOperation.Absolute: Zip(default(Absolute.Gradient), x, gradient, result); break;
            case UnaryOperation.Sign: Fill(result, 0); break;
            case UnaryOperation.Square: Zip(default(Square.Gradient), x, gradient, result); break;
            case UnaryOperation.SquareRoot: Zip(default(SquareRoot.Gradient), y, gradient, result); break;
            case UnaryOperation.ReciprocalSquareRoot: Zip(default(ReciprocalSquareRoot.Gradient), y, gradient, result); break;
            case UnaryOperation.Reciprocal: Zip(default(Reciprocal.Gradient), y, gradient, result); break;
            case UnaryOperation.Power: Zip(new Power.Gradient(p), x, gradient, result); break;
            case UnaryOperation.Clamp: Zip(new Clamp.Gradient(p, q), x, gradient, result); break;
            case UnaryOperation.Exp: Zip(default(Exp.Gradient), y, gradient, result); break;
            case UnaryOperation.ExpMinusOne: Zip(default(Expm1.Gradient), y, gradient, result); break;
            case UnaryOperation.Log: Zip(default(Log.Gradient), x, gradient, result); break;
            case UnaryOperation.LogOnePlus: Zip(default(Log1p.Gradient), x, gradient, result); break;
            case UnaryOperation.Sigmoid: Zip(default(Sigmoid.Gradient), y, gradient, result); break;
            case UnaryOperation.LogSigmoid: Zip(default(LogSigmoid.Gradient), x, gradient, result); break;
            case UnaryOperation.Tanh: Zip(default(Tanh.Gradient), y, gradient, result); break;
            case UnaryOperation.Erf: Zip(default(Erf.Gradient), x, gradient, result); break;
            case UnaryOperation.Relu: Zip(default(Relu.Gradient), x, gradient, result); break;
            case UnaryOperation.LeakyRelu: Zip(new LeakyRelu.Gradient(p), x, gradient, result); break;
            case UnaryOperation.Elu: Zip(new Elu.Gradient(p), x, gradient, result); break;
            case UnaryOperation.EluPlusOne: Zip(default(EluPlusOne.Gradient), x, gradient, result); break;
            case UnaryOperation.Softplus: Zip(default(Softplus.Gradient), x, gradient, result); break;
            case UnaryOperation.Silu: Zip(default(Silu.Gradient), x, gradient, result); break;
            case UnaryOperation.Gelu: Zip(default(Gelu.Gradient), x, gradient, result); break;
            case UnaryOperation.GeluTanh: Zip(default(GeluTanh.Gradient), x, gradient, result); break;
            case UnaryOperation.LogGamma: Zip(default(LogGamma.Gradient), x, gradient, result); break;
            case UnaryOperation.Digamma: Zip(default(Digamma.Gradient), x, gradient, result); break;
            case UnaryOperation.Sine: Zip(default(Sine.Gradient), x, gradient, result); break;
            case UnaryOperation.Cosine: Zip(default(Cosine.Gradient), x, gradient, result); break;
            case UnaryOperation.Trigamma: throw new NotSupportedException("Trigamma has no gradient rule. Detach what needs no gradient.");
            default: throw Unknown(nameof(UnaryOperation), operation);
        }
    }

    /// <inheritdoc/>
    public void Binary(BinaryOperation operation, Tensor a, Tensor b, Tensor result)
    {
        switch (operation)
        {
            case BinaryOperation.Add: Zip(default(Add), a, b, result); break;
            case BinaryOperation.Subtract: Zip(default(Subtract), a, b, result); break;
            case BinaryOperation.Multiply: Zip(default(Multiply), a, b, result); break;
            case BinaryOperation.Divide: Zip(default(Divide), a, b, result); break;
            case BinaryOperation.Maximum: Zip(default(Maximum), a, b, result); break;
            case BinaryOperation.Minimum: Zip(default(Minimum), a, b, result); break;
            case BinaryOperation.Equal: Zip(default(Equal), a, b, result); break;
            case BinaryOperation.Greater: Zip(default(Greater), a, b, result); break;
            case BinaryOperation.GreaterOrEqual: Zip(default(GreaterOrEqual), a, b, result); break;
            default: throw Unknown(nameof(BinaryOperation), operation);
        }
    }

    /// <inheritdoc/>
    public void Where(Tensor condition, Tensor yes, Tensor no, Tensor result) => Run(new Joining<Select>(default), condition, yes, no, result);

    private void Map<TFunction>(TFunction f, Tensor x, Tensor result) where TFunction : struct, IUnaryFunction => Run(new Mapping<TFunction>(f), x, result);

    private void Zip<TFunction>(TFunction f, Tensor a, Tensor b, Tensor result) where TFunction : struct, IBinaryFunction => Run(new Zipping<TFunction>(f), a, b, result);

    private static ArgumentOutOfRangeException Unknown(string kind, object value) =>
        new(nameof(value), value, $"The managed backend knows no {kind} {value}. Use a value that {kind} names.");
}
