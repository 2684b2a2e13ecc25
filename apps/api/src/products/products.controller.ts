import { Controller } from '@nestjs/common';
import {
  createProduct,
  editProduct,
  getProduct,
  listProducts,
  stepProduct,
  type ProductView,
} from '@yinqi/contracts/products';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { Caller } from '../platform/database/caller.js';
import type { Command } from '../platform/http/api-request.js';
import { CurrentCaller, CurrentCommand, Input, Route } from '../platform/http/route.decorator.js';
import { ProductsService } from './products.service.js';

@Controller()
export class ProductsController {
  constructor(private readonly products: ProductsService) {}

  @Route(listProducts)
  list(
    @CurrentCaller() caller: Caller,
    @Input() input: RouteInput<typeof listProducts>,
  ): Promise<RouteResult<typeof listProducts>> {
    return this.products.list(caller, input);
  }

  @Route(getProduct)
  read(@CurrentCaller() caller: Caller, @Input() input: RouteInput<typeof getProduct>): Promise<ProductView> {
    return this.products.read(caller, input.params.id);
  }

  @Route(createProduct)
  create(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof createProduct>,
  ): Promise<ProductView> {
    return this.products.create(caller, command, input);
  }

  @Route(editProduct)
  edit(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof editProduct>,
  ): Promise<ProductView> {
    return this.products.edit(caller, command, input);
  }

  @Route(stepProduct)
  step(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof stepProduct>,
  ): Promise<ProductView> {
    return this.products.step(caller, command, input);
  }
}
